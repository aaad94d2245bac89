-- Neovim 0.11 and later: vim.lsp.enable('corolint') finds this file on the runtime path.
return require('corolint').config()
