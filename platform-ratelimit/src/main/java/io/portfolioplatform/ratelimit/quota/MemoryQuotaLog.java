package io.portfolioplatform.ratelimit.quota;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A log in this process, which a restart forgets.
 */
public final class MemoryQuotaLog implements QuotaLog {

	private final Map<String, SlidingLog> logs = new ConcurrentHashMap<>();

	private final LongSupplier micros;

	/**
	 * Create the log.
	 * @param micros the time in microseconds, which must not go back
	 */
	public MemoryQuotaLog(LongSupplier micros) {
		this.micros = micros;
	}

	@Override
	public Taking take(Quota quota, int calls) {
		Taking[] taking = new Taking[1];
		this.logs.compute(quota.name(), (name, known) -> {
			SlidingLog log = (known != null) ? known : new SlidingLog();
			long now = this.micros.getAsLong();
			taking[0] = log.look(quota, now);
			if (calls == 0 || !taking[0].succeeded()) {
				return log;
			}
			taking[0] = new Taking(0, taking[0].available() - 1);
			return log.with(quota, now);
		});
		return taking[0];
	}

}
