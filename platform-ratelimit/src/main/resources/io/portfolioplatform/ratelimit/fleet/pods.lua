-- KEYS[1]: when this Redis began to hold our data. KEYS[2]: the live processes, by the time they were heard of last.
-- ARGV: name of this process, and for how many microseconds it counts as live; 0 takes it off.
-- Returns how many processes live and the time in KEYS[1].
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
if redis.call('EXPIRE', KEYS[1], 86400) == 0 then
	redis.call('SET', KEYS[1], string.format('%.0f', now), 'EX', 86400)
end
if ARGV[2] == '0' then
	redis.call('ZREM', KEYS[2], ARGV[1])
else
	redis.call('ZADD', KEYS[2], string.format('%.0f', now), ARGV[1])
	redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now - ARGV[2]))
end
redis.call('EXPIRE', KEYS[2], 86400)
return { redis.call('ZCARD', KEYS[2]), redis.call('GET', KEYS[1]) }
