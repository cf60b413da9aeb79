package io.portfolioplatform.dbpool.url;

import io.portfolioplatform.dbpool.PoolMode;

/**
 * Recognises from a JDBC URL what stands between the application and PostgreSQL.
 * Supabase's pooler is known by its host name; whatever listens on 6543 pools
 * transactions, there and by convention elsewhere, and on 6432 PgBouncer does.
 *
 * @see <a href="https://supabase.com/docs/guides/database/connecting-to-postgres">
 * Supabase: connect to your database</a>
 */
public final class Modes {

	private Modes() {
	}

	/**
	 * Return the mode of a URL.
	 * @param jdbcUrl a {@code jdbc:postgresql:} URL
	 * @return the mode, direct if nothing speaks for a pooler
	 */
	public static PoolMode of(String jdbcUrl) {
		String authority = jdbcUrl.replaceFirst("jdbc:postgresql://", "").replaceFirst("[/?].*", "");
		if (authority.endsWith(":6543") || authority.endsWith(":6432")) {
			return PoolMode.TRANSACTION;
		}
		return authority.replaceFirst(":\\d+$", "").endsWith(".pooler.supabase.com") ? PoolMode.SESSION
				: PoolMode.DIRECT;
	}

}
