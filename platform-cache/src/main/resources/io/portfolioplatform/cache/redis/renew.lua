-- Prolongs a turn that is still held. KEYS: versions, result, turn. ARGV: token, lease in ms.
if redis.call('GET', KEYS[3]) == ARGV[1] then
  return redis.call('PEXPIRE', KEYS[3], ARGV[2])
end
return 0
