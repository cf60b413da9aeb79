-- Returns a result that is good, or gives the right to compute it, or both when it is due to be refreshed: a letter
-- and what belongs to it in one text, which costs a client less to read than a list.
-- A version that is missing is made of the token, so that it is like none before. With a turn comes the id of the newest
-- invalidation: who has not heard of it must not compute of what it remembers.
-- KEYS: versions of caches, result, turn, versions of tags, stream. ARGV: schema, token, lease in ms or 0 for no right, age
-- in ms from which on a result is due or nothing for never, name of the cache's version, how long the version of a tag lives
-- at first in ms.
local version = call('HGET', KEYS[1], ARGV[5])
if not isToken(version) then
  version = ARGV[2]
  redis.call('HSET', KEYS[1], ARGV[5], version)
end
local stamp = ARGV[1] .. ',' .. version
for i = 4, #KEYS - 1 do
  version = call('GET', KEYS[i])
  if not isToken(version) then
    version = ARGV[2]
    redis.call('SET', KEYS[i], version, 'PX', ARGV[6])
  end
  stamp = stamp .. ',' .. version
end
local left, bytes, age = good(KEYS[2], stamp)
local due = left and ARGV[4] ~= '' and age >= tonumber(ARGV[4])
if left and not due then
  return 'R' .. left .. ' ' .. bytes
end
local last = ARGV[3] ~= '0' and take(KEYS[3], ARGV[2], ARGV[3]) and newest(KEYS[#KEYS])
if left and last then
  return 'D' .. left .. ' ' .. last .. ' ' .. stamp .. ' ' .. bytes
elseif left then
  return 'R' .. left .. ' ' .. bytes
elseif last then
  return 'T' .. last .. ' ' .. stamp
end
return 'B'
