-- How Neovim starts corolint, for all versions from 0.7 on.
local M = {}

M.root_markers = {'.corolint', 'compile_commands.json', '.git'}

--- The client's configuration. `settings` are those of checker/lsp/README.md.
function M.config(settings)
  return {
    name = 'corolint',
    cmd = {'corolint', 'lsp'},
    filetypes = {'cpp'},
    root_markers = M.root_markers,
    settings = {corolint = settings or vim.empty_dict()},
    init_options = settings or vim.empty_dict(),
  }
end

local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  local at = folder
  while true do
    for _, marker in ipairs(M.root_markers) do
      if vim.loop.fs_stat(at .. '/' .. marker) then
        return at
      end
    end
    local up = vim.fn.fnamemodify(at, ':h')
    if up == at then
      return folder
    end
    at = up
  end
end

local clients = {} -- by root: before 0.8 Neovim does not look for a client that runs

--- Attaches corolint to a buffer; starts it where none runs for the buffer's root.
function M.attach(buffer, options)
  local root = root_of(vim.api.nvim_buf_get_name(buffer))
  if not clients[root] or vim.lsp.client_is_stopped(clients[root]) then
    local config = M.config((options or {}).settings)
    config.cmd = (options or {}).cmd or config.cmd
    config.root_dir = root
    clients[root] = vim.lsp.start_client(config)
  end
  if clients[root] then
    vim.lsp.buf_attach_client(buffer, clients[root])
  end
  return clients[root]
end

--- For Neovim 0.7 to 0.10: attaches corolint to every C++ buffer. `options`: cmd, settings.
function M.setup(options)
  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'cpp',
    callback = function(event) M.attach(event.buf, options) end,
  })
end

return M
