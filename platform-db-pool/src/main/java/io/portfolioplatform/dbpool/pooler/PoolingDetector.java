package io.portfolioplatform.dbpool.pooler;

import java.sql.SQLException;

import io.portfolioplatform.dbpool.PoolMode;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what stands between this process and PostgreSQL: as the user says, or else as the
 * URL lets suppose until the first connection has asked.
 */
public final class PoolingDetector {

	private static final Logger LOGGER = LoggerFactory.getLogger(PoolingDetector.class);

	private final @Nullable PoolMode fixed;

	private volatile Pooling pooling;

	private volatile boolean asked;

	/**
	 * Create the detector.
	 * @param fixed what the user says, if anything
	 * @param jdbcUrl a {@code jdbc:postgresql:} URL
	 */
	public PoolingDetector(@Nullable PoolMode fixed, String jdbcUrl) {
		this.fixed = fixed;
		boolean supabase = UrlModes.isSupabasePooler(jdbcUrl);
		PoolMode mode = (fixed != null) ? fixed : UrlModes.of(jdbcUrl);
		String reason = (fixed != null) ? "platform.db-pool.mode says so" : UrlModes.reason(jdbcUrl);
		this.pooling = new Pooling(mode, mode != PoolMode.TRANSACTION, reason);
		this.asked = supabase || (fixed != null && fixed != PoolMode.TRANSACTION);
	}

	/**
	 * Return what is known or supposed.
	 * @return what stands between
	 */
	public Pooling pooling() {
		return this.pooling;
	}

	/**
	 * Ask with the first connection, where the URL leaves it open.
	 * @param connection a connection that nobody used yet
	 * @return whether the driver needs other properties than it was given
	 * @throws SQLException if the connection broke
	 */
	public boolean ask(BaseConnection connection) throws SQLException {
		if (this.asked) {
			return false;
		}
		Pooling supposed = this.pooling;
		Pooling found = new Question(connection).ask(supposed);
		if (this.fixed != null) {
			found = new Pooling(this.fixed, found.prepared(), supposed.reason());
		}
		this.pooling = found;
		this.asked = true;
		LOGGER.info(found.explain());
		return !found.driverProperties().equals(supposed.driverProperties());
	}

}
