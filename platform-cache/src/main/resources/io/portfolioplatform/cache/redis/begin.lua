-- Returns where to start to follow. On another server than before, nothing that was shared is good any more.
-- KEYS: stream, versions.
local here = server()
if call('HGET', KEYS[2], 'server') ~= here then
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[2], 'server', here)
end
write(KEYS[2], 0)
-- There is always a newest entry, whose absence later tells that the stream was lost.
return {here, newest(KEYS[1])}
