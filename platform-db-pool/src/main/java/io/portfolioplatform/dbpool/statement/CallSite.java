package io.portfolioplatform.dbpool.statement;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The line of the application that the calling thread executes: the nearest one that
 * belongs to no library between it and the database, and to no generated class.
 */
final class CallSite {

	private static final Pattern LIBRARY = Pattern
		.compile("(?:java|javax|jakarta|jdk|sun|com\\.sun|org\\.springframework|"
				+ "org\\.hibernate|org\\.postgresql|org\\.jooq|org\\.apache|com\\.zaxxer|io\\.micrometer)\\..*");

	private static final Pattern OURS = Pattern.compile("io\\.portfolioplatform\\.dbpool\\.\\w+\\."
			+ "(?:CallSite|TransactionStatements|(?:Guarded|Delegating|Gated)(?:Connection|Statement))");

	private static final Pattern GENERATED = Pattern.compile(".*\\$\\$.*|.*\\$Proxy\\d*");

	private CallSite() {
	}

	static String current() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.filter((frame) -> isApplication(frame.getClassName()))
				.findFirst()
				.map((frame) -> frame.toStackTraceElement().toString())
				.orElse("unknown"));
	}

	private static boolean isApplication(String type) {
		return Stream.of(LIBRARY, OURS, GENERATED).noneMatch((pattern) -> pattern.matcher(type).matches());
	}

}
