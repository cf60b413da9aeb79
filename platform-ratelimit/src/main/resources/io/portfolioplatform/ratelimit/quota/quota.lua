-- A sliding log: a list of the times, in microseconds, at which calls were taken.
-- KEYS: the list. ARGV: calls to take (0 or 1), longest log, then limit and period of each window.
-- What we cannot have written there is taken away and counts as an empty list.
-- Returns the microseconds to wait, 0 if taken, how many calls are left, and the key if it held such things.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local unreadable = {}

-- The times, which only grow, or nil.
local function read(list)
	if list.err then
		-- The key is of another type.
		return nil
	end
	for i, text in ipairs(list) do
		local taken = text:find('^%d+$') and tonumber(text)
		if not taken or taken > 2 ^ 53 or i > 1 and taken < list[i - 1] then
			return nil
		end
		list[i] = taken
	end
	return list
end

local log = read(redis.pcall('LRANGE', KEYS[1], 0, -1))
if not log then
	log = {}
	redis.call('UNLINK', KEYS[1])
	table.insert(unreadable, KEYS[1])
end
local ahead = #log > 0 and log[#log] - now or 0
if ahead > 1000000 then
	-- A failover to a server whose clock is behind: the last call was taken now at the latest.
	for i, taken in ipairs(log) do
		log[i] = taken - ahead
		redis.call('LSET', KEYS[1], i - 1, string.format('%.0f', log[i]))
	end
elseif ahead > 0 then
	now = now + ahead
end
local wait, available, longest = 0, math.huge, 0
for i = 3, #ARGV, 2 do
	local limit, period = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
	local used = 0
	while used < #log and log[#log - used] > now - period do
		used = used + 1
	end
	available = math.min(available, math.max(0, limit - used))
	if used >= limit then
		wait = math.max(wait, log[#log - limit + 1] + period - now)
	end
	longest = math.max(longest, period)
end
if wait == 0 and ARGV[1] ~= '0' then
	redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
	redis.call('LTRIM', KEYS[1], -tonumber(ARGV[2]), -1)
	redis.call('PEXPIRE', KEYS[1], math.ceil(longest / 1000))
	available = available - 1
end
return { wait, available, unreadable }
