package io.portfolioplatform.dbpool.pooler;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.portfolioplatform.dbpool.PoolMode;

/**
 * What a JDBC URL lets suppose. Supabase's pooler is known by its host name, which pools
 * transactions on 6543 and sessions on 5432; elsewhere 6543 and 6432 (PgBouncer's) are
 * conventions.
 *
 * @see <a href="https://supabase.com/docs/guides/database/connecting-to-postgres">
 * Supabase: connect to your database</a>
 */
final class UrlModes {

	private static final Pattern POOLER_PORT = Pattern.compile(":(6543|6432)(?:$|,)");

	private UrlModes() {
	}

	static PoolMode of(String jdbcUrl) {
		if (POOLER_PORT.matcher(authority(jdbcUrl)).find()) {
			return PoolMode.TRANSACTION;
		}
		return isSupabasePooler(jdbcUrl) ? PoolMode.SESSION : PoolMode.DIRECT;
	}

	static String reason(String jdbcUrl) {
		Matcher port = POOLER_PORT.matcher(authority(jdbcUrl));
		if (port.find()) {
			return "the port is " + port.group(1);
		}
		return isSupabasePooler(jdbcUrl) ? "Supabase's pooler keeps sessions on this port" : "the URL names no pooler";
	}

	static boolean isSupabasePooler(String jdbcUrl) {
		return authority(jdbcUrl).replaceFirst(":\\d+$", "").endsWith(".pooler.supabase.com");
	}

	/**
	 * Also in the URL of a driver that wraps PostgreSQL's, such as
	 * {@code jdbc:p6spy:postgresql:}.
	 */
	private static String authority(String jdbcUrl) {
		return jdbcUrl.replaceFirst("^jdbc:.*?postgresql://", "").replaceFirst("[/?].*", "");
	}

}
