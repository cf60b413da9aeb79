package io.portfolioplatform.dbpool.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.portfolioplatform.dbpool.TransactionClaims;
import io.portfolioplatform.dbpool.TransactionClaims.Claims;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction says before its first statement: isolation level, which PostgreSQL
 * takes before any query only, then time limit, claims and role, which all end with the
 * transaction. The driver sends it together with {@code BEGIN}, in one round trip.
 */
public final class TransactionPrologue {

	private static final String CLAIMS_LISTENER = "platform.row-level-security.claims";

	/**
	 * What is bound to a thread, as a resource of Spring's transactions, while it
	 * computes a result that a cache will keep.
	 */
	public static final String CACHE_LOAD = "platform.cache.load";

	private final Supplier<@Nullable TransactionClaims> claims;

	private final TimeLeft timeLeft;

	private final boolean lagging;

	/**
	 * Create the prologue.
	 * @param claims who knows for whom a transaction runs, if anyone
	 * @param timeLeft how long a transaction may take
	 */
	public TransactionPrologue(Supplier<@Nullable TransactionClaims> claims, TimeLeft timeLeft) {
		this(claims, timeLeft, false);
	}

	private TransactionPrologue(Supplier<@Nullable TransactionClaims> claims, TimeLeft timeLeft, boolean lagging) {
		this.claims = claims;
		this.timeLeft = timeLeft;
		this.lagging = lagging;
	}

	/**
	 * Return the same for transactions on a replica.
	 * @return the prologue of transactions that may not see what was just written
	 */
	public TransactionPrologue onReplica() {
		return new TransactionPrologue(this.claims, this.timeLeft, true);
	}

	@Nullable Claims claims() {
		TransactionClaims source = this.claims.get();
		return (source != null) ? source.current() : null;
	}

	/**
	 * Say it.
	 * @return the claims, if there are any
	 */
	@Nullable Claims send(Connection connection, @Nullable String isolation) throws SQLException {
		List<String> settings = new ArrayList<>();
		List<String> values = new ArrayList<>();
		Long millis = this.timeLeft.millis();
		if (millis != null) {
			// PostgreSQL takes no more.
			set("statement_timeout", String.valueOf(Math.min(millis, Integer.MAX_VALUE)), settings, values);
		}
		Claims claims = claims();
		if (claims != null) {
			set("request.jwt.claims", claims.json(), settings, values);
			// Last, because the role may not be allowed to set the others.
			if (claims.role() != null) {
				set("role", claims.role(), settings, values);
			}
		}
		send(connection, isolation, settings, values);
		return claims;
	}

	/**
	 * Tell who wants to know for whom this thread reads and whether from a replica, such
	 * as a cache, which has to keep users apart and must not keep what is out of date.
	 */
	@SuppressWarnings("unchecked")
	void tell(@Nullable Claims claims) {
		if (claims != null
				&& TransactionSynchronizationManager.getResource(CLAIMS_LISTENER) instanceof Consumer<?> listener) {
			((Consumer<String>) listener).accept(claims.json());
		}
		if (this.lagging && TransactionSynchronizationManager.getResource(CACHE_LOAD) instanceof Runnable load) {
			load.run();
		}
	}

	private static void set(String name, String value, List<String> settings, List<String> values) {
		settings.add("set_config('" + name + "', ?, true)");
		values.add(value);
	}

	private static void send(Connection connection, @Nullable String isolation, List<String> settings,
			List<String> values) throws SQLException {
		List<String> statements = new ArrayList<>();
		if (isolation != null) {
			statements.add("set transaction isolation level " + isolation);
		}
		if (!settings.isEmpty()) {
			statements.add("select " + String.join(", ", settings));
		}
		if (statements.isEmpty()) {
			return;
		}
		try (PreparedStatement statement = connection.prepareStatement(String.join("; ", statements))) {
			for (int i = 0; i < values.size(); i++) {
				statement.setString(i + 1, values.get(i));
			}
			statement.execute();
		}
	}

}
