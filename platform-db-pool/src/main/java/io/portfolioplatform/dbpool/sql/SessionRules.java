package io.portfolioplatform.dbpool.sql;

import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Refuses SQL that leaves something behind in its session. Behind a transaction pooler
 * that session belongs to the next transaction of anyone.
 *
 * @see <a href= "https://www.pgbouncer.org/features.html">What breaks in transaction
 * pooling</a>
 */
final class SessionRules {

	private static final Set<String> SET_FOR_TRANSACTION = Set.of("local", "transaction", "constraints");

	/**
	 * What ends the name of something that is created, or begins another one.
	 */
	private static final Set<String> AFTER_NAME = Set.of("(", "as", "on");

	private static final Set<String> LOCKS = Set.of("pg_advisory_lock", "pg_advisory_lock_shared",
			"pg_try_advisory_lock", "pg_try_advisory_lock_shared", "pg_advisory_unlock", "pg_advisory_unlock_shared",
			"pg_advisory_unlock_all");

	private SessionRules() {
	}

	/**
	 * Return why a text is refused, or {@code null} if it is not.
	 */
	static @Nullable String check(List<List<String>> statements) {
		for (List<String> words : statements) {
			String cure = cure(words);
			if (cure != null) {
				return refusal("'" + String.join(" ", words.subList(0, Math.min(3, words.size()))) + "'", cure);
			}
		}
		return null;
	}

	static String refusal(String what, String cure) {
		return what + " changes a session that belongs to someone else after this transaction "
				+ "(platform.db-pool.mode is transaction). " + cure;
	}

	private static @Nullable String cure(List<String> words) {
		String second = (words.size() > 1) ? words.get(1) : "";
		return switch (words.get(0)) {
			case "set" -> SET_FOR_TRANSACTION.contains(second) ? null : "Write 'set local' inside a transaction.";
			case "reset", "discard" -> "What 'set local' sets ends with its transaction by itself.";
			case "listen", "unlisten" -> "Listen on a connection of its own to the direct or session URL.";
			case "load" -> "Load the library in the server's configuration.";
			case "prepare" -> second.equals("transaction") ? null : "Let the driver prepare statements.";
			case "execute", "deallocate" -> "Let the driver prepare statements.";
			case "declare" ->
				isHoldable(words) ? "Declare the cursor without hold and read it in its transaction." : null;
			case "create" -> isTemporary(words) && !contains(words, "on", "commit", "drop")
					? "Create a table with 'on commit drop'." : function(words);
			default -> function(words);
		};
	}

	private static boolean isHoldable(List<String> words) {
		return contains(words, "with", "hold");
	}

	private static boolean isTemporary(List<String> words) {
		int first = (Collections.indexOfSubList(words, List.of("or", "replace")) == 1) ? 3 : 1;
		List<String> start = words.subList(first, Math.min(first + 2, words.size()));
		return start.contains("temp") || start.contains("temporary") || contains(named(words), "pg_temp", ".");
	}

	/**
	 * Return the words up to the name of what is created.
	 */
	private static List<String> named(List<String> words) {
		int end = 0;
		while (end < words.size() && !AFTER_NAME.contains(words.get(end))) {
			end++;
		}
		return words.subList(0, end);
	}

	private static @Nullable String function(List<String> words) {
		for (int i = 0; i + 1 < words.size(); i++) {
			if (words.get(i + 1).equals("(")) {
				if (LOCKS.contains(words.get(i))) {
					return "Use pg_advisory_xact_lock or pg_try_advisory_xact_lock, which end with the transaction.";
				}
				if (words.get(i).equals("set_config") && !isLocal(words.subList(i + 2, words.size()))) {
					return "Write the third argument of set_config as true, in a transaction.";
				}
			}
		}
		boolean intoTemporary = contains(words, "into", "temp") || contains(words, "into", "temporary");
		return intoTemporary ? "Create the table with 'on commit drop'." : null;
	}

	private static boolean isLocal(List<String> arguments) {
		int depth = 1;
		int last = 0;
		for (int i = 0; i < arguments.size(); i++) {
			switch (arguments.get(i)) {
				case "(" -> depth++;
				case ")" -> depth--;
				case "," -> last = (depth == 1) ? i + 1 : last;
				default -> {
				}
			}
			if (depth == 0) {
				return arguments.subList(last, i).equals(List.of("true"));
			}
		}
		return false;
	}

	private static boolean contains(List<String> words, String... sequence) {
		return Collections.indexOfSubList(words, List.of(sequence)) >= 0;
	}

}
