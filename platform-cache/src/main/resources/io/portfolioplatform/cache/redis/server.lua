-- Says which server this is: another one after a restart or a failover, which may lack what was written last.
local function server()
  local identity = ''
  for section, pattern in pairs({server = 'run_id:(%x+)', replication = 'master_replid:(%x+)'}) do
    local info = redis.pcall('INFO', section)
    identity = identity .. section .. '=' .. (type(info) == 'string' and string.match(info, pattern) or '') .. ' '
  end
  return identity
end
