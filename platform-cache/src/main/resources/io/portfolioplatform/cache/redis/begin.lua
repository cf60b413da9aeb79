-- Returns where to start to follow. On another server than before, nothing that was shared is good any more.
-- KEYS: stream, versions.
local here = server()
if redis.call('HGET', KEYS[2], 'server') ~= here then
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[2], 'server', here)
end
write(KEYS[2], 0)
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
-- There is always a last entry, whose absence later tells that the stream was lost.
return {here, last[1] and last[1][1] or redis.call('XADD', KEYS[1], '*', 'begin', '')}
