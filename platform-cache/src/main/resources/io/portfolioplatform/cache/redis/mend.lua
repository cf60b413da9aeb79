-- What somebody else has written into the keys of the cache counts as missing, never as a failure, and is written over.

-- Runs a command on a key. What is there of another type is deleted first.
local function call(command, key, ...)
  local answer = redis.pcall(command, key, ...)
  if type(answer) ~= 'table' or not answer.err then
    return answer
  end
  if string.find(answer.err, '^WRONGTYPE') then
    redis.call('DEL', key)
  end
  return redis.call(command, key, ...)
end

-- Whether a text can be the version of a cache or tag, or the token of a turn: made of UUIDs and numbers.
local function isToken(text)
  return text and string.find(text, '^[%x:-]+$')
end

-- Returns how much longer a result is good in ms, its bytes and its age in ms; nothing if there is none that is good.
local function good(key, stamp)
  local result = call('HMGET', key, 'stamp', 'bytes', 'ttl')
  if result[1] == stamp and result[2] then
    local left, ttl = redis.call('PTTL', key), tonumber(result[3])
    -- Of no longer than 285 years, which is as much as a process can count with.
    if ttl and left >= 0 and left <= ttl and ttl <= 9e12 then
      return left, result[2], ttl - left
    end
  end
end

-- Takes a turn, unless somebody has it. What has no end, or is no token, was given to nobody.
local function take(turn, token, lease)
  if redis.call('SET', turn, token, 'NX', 'PX', lease) then
    return true
  end
  if isToken(call('GET', turn)) and redis.call('PTTL', turn) >= 0 then
    return false
  end
  redis.call('SET', turn, token, 'PX', lease)
  return true
end

-- Whether an id is one that processes cannot count with.
local function isTooLong(id)
  return string.find(id, string.rep('%d', 18))
end

-- Returns the id of the newest invalidation. There is always one: a stream that is lost, or has an id that processes
-- cannot count with, begins anew with an entry that nobody has heard of. Who looks for it forgets everything.
local function newest(stream)
  local last = call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
  if last and not isTooLong(last[1]) then
    return last[1]
  end
  redis.call('DEL', stream)
  -- Its number is the microsecond, which is above all numbers that the lost stream gave in the same millisecond, unless
  -- the clock was set back: what was seen there is not taken for an entry of this one.
  local time = redis.call('TIME')
  local millis = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
  return redis.call('XADD', stream, millis .. '-' .. time[2] % 1000, 'begin', '')
end

-- Appends an invalidation and returns its id.
local function append(stream, length, ...)
  local id = redis.pcall('XADD', stream, 'NOMKSTREAM', 'MAXLEN', '~', length, '*', ...)
  if type(id) == 'string' and not isTooLong(id) then
    return id
  end
  newest(stream)
  local again = redis.pcall('XADD', stream, 'MAXLEN', '~', length, '*', ...)
  if type(again) == 'string' then
    return again
  end
  if string.find(again.err, 'last possible ID', 1, true) then
    -- The entry that bore it is gone, and others are there.
    redis.call('DEL', stream)
    newest(stream)
  end
  return redis.call('XADD', stream, 'MAXLEN', '~', length, '*', ...)
end

