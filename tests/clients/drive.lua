-- Drives `prove lsp` from neovim: nvim --headless -u NONE -l or -c "luafile drive.lua"; prints one JSON object to OUT.
local program, out = os.getenv("TRIVIUM_PROGRAM"), os.getenv("OUT")
local found = {}

local function attach()
  local id = vim.lsp.start_client({ name = "trivium", cmd = { program, "lsp" }, root_dir = vim.fn.getcwd() })
  vim.lsp.buf_attach_client(0, id)
  vim.wait(60000, function() return vim.lsp.get_client_by_id(id).initialized end, 50)
  return vim.lsp.get_client_by_id(id)
end

local function run(client, command, place)
  local arguments = { vim.uri_from_bufnr(0), place }
  local answer, fault = client.request_sync("workspace/executeCommand", { command = command, arguments = arguments }, 90000, 0)
  return answer and answer.result or { fault = fault or (answer and answer.err) }
end

vim.cmd("edit swap.lean")
vim.bo.filetype = "lean"
local client = attach()
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
found.warning = vim.diagnostic.get(0)[1].message
found.proved = run(client, "trivium.lsp.prove", { line = 1, character = 2 }).verdict
vim.wait(5000, function() return vim.fn.search("sorry", "nw") == 0 end, 50)
found.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")

vim.cmd("edit! notes.md")
vim.lsp.buf_attach_client(0, client.id)
local range = { start = { line = 0, character = 0 }, ["end"] = { line = 0, character = 15 } }
found.checked = run(client, "trivium.lsp.check", range).verdict
vim.wait(5000, function() return #vim.diagnostic.get(0) > 0 end, 50)
found.finding = vim.diagnostic.get(0)[1].message

local file = io.open(out, "w")
file:write(vim.json and vim.json.encode(found) or vim.fn.json_encode(found))
file:close()
vim.cmd("qall!")
