-- KEYS[1]: when this Redis began to hold our data. KEYS[2]: the live processes, by the time they were heard of last.
-- ARGV: name of this process, and for how many microseconds it counts as live; 0 takes it off.
-- What we cannot have written there is taken away and counts as absent.
-- Returns how many processes live, the time in KEYS[1] and the keys that held such things.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local written = string.format('%.0f', now)
local unreadable = {}

local function forget(key)
	redis.call('UNLINK', key)
	table.insert(unreadable, key)
end

-- As in take.lua. An error: the key is of another type.
local born = redis.pcall('GET', KEYS[1])
if born and not (type(born) == 'string' and born:find('^%d+$') and tonumber(born) <= now + 1000000) then
	forget(KEYS[1])
end
if type(redis.pcall('ZCARD', KEYS[2])) ~= 'number' then
	forget(KEYS[2])
end
if redis.call('EXPIRE', KEYS[1], 86400) == 0 then
	redis.call('SET', KEYS[1], written, 'EX', 86400)
end
-- A server that takes over may have a clock that is behind: whoever it could not have heard of yet it has heard of now.
for _, pod in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. written, '+inf')) do
	redis.call('ZADD', KEYS[2], written, pod)
end
if ARGV[2] == '0' then
	redis.call('ZREM', KEYS[2], ARGV[1])
else
	redis.call('ZADD', KEYS[2], written, ARGV[1])
	redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now - ARGV[2]))
end
redis.call('EXPIRE', KEYS[2], 86400)
return { redis.call('ZCARD', KEYS[2]), redis.call('GET', KEYS[1]), unreadable }
