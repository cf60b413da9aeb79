-- Token buckets in whole numbers below 2^53, with the server's clock as the only clock.
--
-- KEYS[1]: when this Redis began to hold our data. KEYS[2..]: the bucket of each operation.
-- ARGV[1]: JSON [settle, [operation, ...]]; settle: microseconds for which a Redis without our data is not trusted to know.
-- An operation: [cost, count, extra, debt, lease, epoch, used, unused, pods, reset, memory, [bandwidth, ...]]
--   takes count times cost, all that there is of it, and then a lease of up to extra tokens;
--   debt: tokens taken elsewhere meanwhile; lease: half of a lease's lifetime in microseconds;
--   epoch, used, unused: what became of the caller's last lease; pods: how many processes there are;
--   memory: the bucket as the caller saw it last, or 0.
-- A bandwidth: [capacity, period, unit, kind]: the period counts units of so many microseconds; kind 0 refills evenly, 1 at once.
-- A bucket: [time, epoch, leased, leased before, {value, greatest value, start} of each bandwidth]. Where tokens come back evenly,
--   value counts tokens * period, so that capacity * elapsed units come back exactly. Leased tokens that nobody has reported spent
--   still count as being in the bucket: value never exceeds the capacity less them.
-- What we cannot have written there is taken away and counts as absent.
-- Returns the keys that held such things, and for each operation: how many were taken, tokens leased, tokens left, microseconds until
--   the next can be taken (or until there is more), microseconds until the lease ends, the bucket.

local request = cjson.decode(ARGV[1])
local time = redis.call('TIME')
local clock = time[1] * 1000000 + time[2]
local unreadable = {}

-- What a key holds as the function reads it, which gives nil where it cannot.
local function get(key, read)
	local text = redis.pcall('GET', key)
	if not text then
		return nil
	end
	-- An error: the key is of another type.
	local value = type(text) == 'string' and read(text)
	if not value then
		redis.call('UNLINK', key)
		table.insert(unreadable, key)
	end
	return value or nil
end

-- As in pods.lua.
local function read_time(text)
	local number = text:find('^%d+$') and tonumber(text)
	return number and number <= clock + 1000000 and number
end

-- Only a bucket that this script can have written: no other may refuse for longer than those do.
local function read_bucket(text)
	local decoded, bucket = pcall(cjson.decode, text:match('^%[[%d,-]+%]$'))
	if not decoded or #bucket < 7 or #bucket % 3 ~= 1 or bucket[3] < 0 or bucket[4] < 0 then
		return nil
	end
	for i = 1, #bucket do
		if math.abs(bucket[i]) > 2 ^ 53 then
			return nil
		end
	end
	for i = 5, #bucket, 3 do
		if bucket[i + 1] < 1 or math.abs(bucket[i]) > bucket[i + 1] or bucket[i + 2] > bucket[1] then
			return nil
		end
	end
	return bucket
end

local born = get(KEYS[1], read_time)
if not born then
	born = clock
	redis.call('SET', KEYS[1], string.format('%.0f', born), 'EX', 86400)
end
local settling = clock - born < request[1]

local function step(bandwidth)
	return bandwidth[4] == 0 and bandwidth[2] or 1
end

local function greatest(bandwidth)
	return bandwidth[1] * step(bandwidth)
end

local function fresh(now, operation, cautious)
	local bucket = { now, math.floor(now / operation[5]), 0, 0 }
	for i, bandwidth in ipairs(operation[12]) do
		local value = greatest(bandwidth)
		if cautious then
			value = math.max(1, math.floor(bandwidth[1] / operation[9])) * step(bandwidth)
		end
		bucket[2 + 3 * i], bucket[3 + 3 * i], bucket[4 + 3 * i] = value, greatest(bandwidth), now
	end
	return bucket
end

-- A server that takes over may have a clock that is behind: what it could not have seen yet happened now, and refills from here.
local function rewind(bucket)
	local ahead = bucket[1] - clock
	if ahead > 1000000 then
		bucket[1] = clock
		for i = 7, #bucket, 3 do
			bucket[i] = bucket[i] - ahead
		end
	end
end

-- The least full bandwidth, for one that has no history.
local function fraction(bucket)
	local least = 1
	for i = 5, #bucket, 3 do
		least = math.min(least, bucket[i] / bucket[i + 1])
	end
	return least
end

local function advance(bucket, now, operation)
	local epoch = math.floor(now / operation[5])
	local result = { now, bucket[2], bucket[3], bucket[4] }
	if epoch > bucket[2] then
		result[2], result[3], result[4] = epoch, 0, epoch == bucket[2] + 1 and bucket[3] or 0
	elseif epoch < bucket[2] then
		-- Other limits count longer epochs, or the clock went back: what is leased ends with the next.
		result[2], result[3], result[4] = epoch, 0, bucket[3] + bucket[4]
	end
	for i, bandwidth in ipairs(operation[12]) do
		local capacity, period, unit, kind = bandwidth[1], bandwidth[2], bandwidth[3], bandwidth[4]
		local most = greatest(bandwidth)
		local value, before, start = bucket[2 + 3 * i], bucket[3 + 3 * i], bucket[4 + 3 * i]
		if not value then
			value, before, start = math.floor(fraction(bucket) * most), most, now
		elseif before ~= most then
			value = math.floor(value / before * most)
		end
		if kind == 0 then
			local elapsed = math.floor(now / unit) - math.floor(bucket[1] / unit)
			-- Limits that are changed to refill at once count from here.
			value, start = value + math.min(elapsed, period) * capacity, now
		else
			local passed = math.floor((now - start) / (period * unit))
			value, start = value + math.min(passed, 2) * capacity, start + passed * period * unit
		end
		local ceiling = most - (result[3] + result[4]) * step(bandwidth)
		result[2 + 3 * i], result[3 + 3 * i], result[4 + 3 * i] = math.min(value, ceiling), most, start
	end
	return result
end

local function change(bucket, operation, tokens)
	for i, bandwidth in ipairs(operation[12]) do
		local ceiling = bucket[3 + 3 * i] - (bucket[3] + bucket[4]) * step(bandwidth)
		local value = bucket[2 + 3 * i] + tokens * step(bandwidth)
		bucket[2 + 3 * i] = math.max(-bucket[3 + 3 * i], math.min(value, ceiling))
	end
end

local function available(bucket, operation, cost)
	local least = math.huge
	for i, bandwidth in ipairs(operation[12]) do
		least = math.min(least, math.max(0, math.floor(bucket[2 + 3 * i] / (cost * step(bandwidth)))))
	end
	return least
end

local function settle_lease(bucket, operation)
	local age = bucket[2] - operation[6]
	if age == 0 or age == 1 then
		bucket[3 + age] = math.max(0, bucket[3 + age] - operation[7] - operation[8])
		change(bucket, operation, operation[8])
	end
end

local function wait_for(bucket, operation, tokens)
	local wait = 0
	for i, bandwidth in ipairs(operation[12]) do
		local capacity, period, unit, kind = bandwidth[1], bandwidth[2], bandwidth[3], bandwidth[4]
		local missing = tokens * step(bandwidth) - bucket[2 + 3 * i]
		if missing > 0 and tokens <= capacity then
			if kind == 0 then
				wait = math.max(wait, math.ceil(missing / capacity) * unit - bucket[1] % unit)
			else
				wait = math.max(wait, bucket[4 + 3 * i] + math.ceil(missing / capacity) * period * unit - bucket[1])
			end
		end
	end
	return wait
end

-- How long the bucket differs from a full one.
local function lifetime(bucket, operation)
	local left = 0
	if bucket[3] + bucket[4] > 0 then
		left = (bucket[2] + 2) * operation[5] - bucket[1]
	end
	for i, bandwidth in ipairs(operation[12]) do
		local capacity, period, unit, kind = bandwidth[1], bandwidth[2], bandwidth[3], bandwidth[4]
		local missing = bucket[3 + 3 * i] - bucket[2 + 3 * i]
		if operation[10] == 1 then
			left = math.max(left, period * unit)
		elseif missing > 0 and kind == 0 then
			left = math.max(left, math.ceil(missing / capacity) * unit)
		elseif missing > 0 then
			left = math.max(left, bucket[4 + 3 * i] + math.ceil(missing / capacity) * period * unit - bucket[1])
		end
	end
	return left
end

local function encode(bucket)
	local numbers = {}
	for i, number in ipairs(bucket) do
		numbers[i] = string.format('%.0f', number)
	end
	return '[' .. table.concat(numbers, ',') .. ']'
end

local answer = { unreadable }
for i, operation in ipairs(request[2]) do
	local key = KEYS[i + 1]
	local stored = get(key, read_bucket)
	local memory = operation[11] ~= 0 and operation[11]
	local lost = stored and memory and stored[1] < memory[1]
	if stored then
		rewind(stored)
	end
	if memory then
		rewind(memory)
	end
	local now = math.max(clock, stored and stored[1] or 0, memory and memory[1] or 0)
	local bucket
	if stored then
		bucket = advance(stored, now, operation)
	else
		bucket = fresh(now, operation, settling)
	end
	if operation[10] == 1 then
		bucket = fresh(now, operation, false)
	elseif memory and (settling or not stored or lost) then
		-- Redis has lost what this process still knows.
		local remembered = advance(memory, now, operation)
		if not stored then
			bucket[2], bucket[3], bucket[4] = remembered[2], remembered[3], remembered[4]
		end
		for j = 5, #bucket, 3 do
			if remembered[j] < bucket[j] then
				bucket[j], bucket[j + 2] = remembered[j], remembered[j + 2]
			end
		end
	end
	settle_lease(bucket, operation)
	change(bucket, operation, -operation[4])
	local cost, count = operation[1], operation[2]
	local taken = math.min(count, available(bucket, operation, cost))
	change(bucket, operation, -taken * cost)
	local leased = math.min(operation[3], available(bucket, operation, 1))
	bucket[3] = bucket[3] + leased
	change(bucket, operation, -leased)
	local left = available(bucket, operation, 1)
	local wait = wait_for(bucket, operation, taken < count and cost or left + 1)
	local life = lifetime(bucket, operation)
	local saved = encode(bucket)
	if life > 0 then
		local millis = math.ceil(life / 1000) + 1
		if stored then
			-- Never for less than before: other processes may remember it as it was before tokens were given back.
			millis = math.max(millis, redis.call('PTTL', key))
		end
		redis.call('SET', key, saved, 'PX', string.format('%.0f', millis))
	elseif stored then
		-- Full again. It stays for its time: what other processes remember is older.
		redis.call('SET', key, saved, 'KEEPTTL')
	end
	for _, value in ipairs({ taken, leased, left, wait, (bucket[2] + 2) * operation[5] - bucket[1], saved }) do
		table.insert(answer, value)
	end
end
return answer
