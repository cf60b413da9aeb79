-- Says which server this is: another one after a restart or a failover, which may lack what was written last.
local function server()
  local identity = ''
  for section, pattern in pairs({server = 'run_id:(%x+)', replication = 'master_replid:(%x+)'}) do
    local info = redis.pcall('INFO', section)
    identity = identity .. section .. '=' .. (type(info) == 'string' and string.match(info, pattern) or '') .. ' '
  end
  return identity
end

-- Fails where nothing can be appended, because Redis is full or read-only: then what is not in the stream may have
-- happened all the same. For the whole fleet, so that it costs few writes.
local function write(versions, pause)
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local written = tonumber(call('HGET', versions, 'written')) or 0
  -- What is no time, nor one that has been, does not keep it from writing.
  if not (written <= now and now - written < pause) then
    redis.call('HSET', versions, 'written', string.format('%.0f', now))
  end
end
