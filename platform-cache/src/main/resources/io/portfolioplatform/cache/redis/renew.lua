-- Prolongs turns that are still held. KEYS: turns. ARGV: token, lease in ms.
for i = 1, #KEYS do
  if call('GET', KEYS[i]) == ARGV[1] then
    redis.call('PEXPIRE', KEYS[i], ARGV[2])
  end
end
return 1
