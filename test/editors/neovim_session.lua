-- What a user does in Neovim, as neovim_test.py runs it; prints one line of JSON a step.
local folder, corolint = vim.env.FOLDER, vim.env.COROLINT
local corolint_package = require('corolint')

local function tell(step, what)
  io.stdout:write(vim.json.encode({step = step, what = what}) .. '\n')
end

local function wait_for(condition)
  return vim.wait(60000, condition, 20)
end

local function rules()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    local lsp = (one.user_data or {}).lsp or {}
    table.insert(found, ('%d %s'):format(one.lnum + 1, one.code or lsp.code))
  end
  table.sort(found)
  return found
end

local function shows(count)
  return wait_for(function() return #vim.diagnostic.get(0) == count end)
end

local function actions(line, only)
  local at = {line = line - 1, character = 0}
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(0),
    range = {start = at, ['end'] = at},
    context = {diagnostics = {}, only = only},
  }, 60000)
  for _, answer in pairs(answers or {}) do
    return answer.result or {}
  end
  return {}
end

local function apply(client, action)
  if not action.edit and not action.command then
    for _, answer in pairs(vim.lsp.buf_request_sync(0, 'codeAction/resolve', action, 60000) or {}) do
      action = answer.result or action
    end
  end
  if action.edit then
    vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  else
    vim.lsp.buf_request_sync(0, 'workspace/executeCommand', action.command, 60000)
  end
end

local function titled(list, part)
  for _, action in ipairs(list) do
    if action.title:find(part, 1, true) then
      return action
    end
  end
  error('no action says ' .. part)
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1]
end

local function session()
  vim.o.swapfile = false
  corolint_package.setup({cmd = {corolint, 'lsp'}})
  vim.cmd('edit ' .. folder .. '/main.cpp')
  vim.bo.filetype = 'cpp'
  shows(3)
  tell('open', rules())

  local id = vim.tbl_keys(vim.lsp.buf_get_clients(0))[1]
  local client = vim.lsp.get_client_by_id(id)
  apply(client, titled(actions(4), 'await it'))
  shows(2)
  tell('quick fix', {line(4), rules()})

  apply(client, titled(actions(5), 'on this line'))
  shows(1)
  tell('suppress', {line(5), rules()})

  apply(client, titled(actions(6, {'source.fixAll.corolint'}), 'Fix all'))
  shows(0)
  tell('fix all', {line(6), rules()})

  vim.api.nvim_buf_set_lines(0, 3, 4, false, {'  save();'})
  shows(1)
  tell('edit', rules())

  local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', {
    textDocument = vim.lsp.util.make_text_document_params(0),
    position = {line = 3, character = 3},
  }, 60000)
  tell('hover', hover[id].result.contents.value:find('unawaited%-coroutine') ~= nil)

  vim.cmd('silent write')
  vim.lsp.stop_client(id)
  wait_for(function() return vim.lsp.client_is_stopped(id) end)
  vim.bo.filetype = 'cpp'
  shows(1)
  tell('restart', rules())
end

local done, what = pcall(session)
if not done then
  tell('error', what)
end
vim.cmd('qall!')
