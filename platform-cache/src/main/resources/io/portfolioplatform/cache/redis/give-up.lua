-- Gives a turn back. KEYS: versions, result, turn. ARGV: token.
if call('GET', KEYS[3]) == ARGV[1] then
  return redis.call('DEL', KEYS[3])
end
return 0
