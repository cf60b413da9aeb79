package io.portfolioplatform.ratelimit.quota;

/**
 * Remembers when the calls of a quota were taken. Several processes may share it.
 */
@FunctionalInterface
public interface QuotaLog {

	/**
	 * Take calls if all windows have room for them.
	 * @param quota the quota
	 * @param calls how many: 1, or 0 to look only
	 * @return whether they were taken; for 0, the time until one could be
	 * @throws RuntimeException if the log cannot be reached
	 */
	Taking take(Quota quota, int calls);

}
