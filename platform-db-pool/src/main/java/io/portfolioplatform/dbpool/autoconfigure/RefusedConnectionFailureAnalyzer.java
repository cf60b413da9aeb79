package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/**
 * Says what to do about a database that refuses the connection the start needs, and which
 * setting led there.
 */
final class RefusedConnectionFailureAnalyzer extends AbstractFailureAnalyzer<PSQLException> {

	private final Environment environment;

	RefusedConnectionFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PSQLException cause) {
		Refusal refusal = Refusal.of(cause);
		if (refusal == null) {
			return null;
		}
		String setting = isOfFlyway(rootFailure) ? UrlSetting.ofMigration(this.environment)
				: UrlSetting.ofApplication(this.environment);
		return new FailureAnalysis("The database of " + setting + " refused a connection: " + reason(cause),
				refusal.cure(setting), cause);
	}

	/**
	 * Only the cause of the driver's exception names a host that nobody knows.
	 */
	private static String reason(PSQLException exception) {
		Throwable cause = NestedExceptionUtils.getRootCause(exception);
		return exception.getMessage() + ((cause != null) ? " (" + cause + ")" : "");
	}

	/**
	 * By name, because Flyway need not be there.
	 */
	private static boolean isOfFlyway(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause.getClass().getName().startsWith("org.flywaydb.")) {
				return true;
			}
		}
		return false;
	}

}
