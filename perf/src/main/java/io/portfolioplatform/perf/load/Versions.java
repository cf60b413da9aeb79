package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions a system is made of: a machine may have others than the images.
 */
public final class Versions {

	private static final Pattern JAVA = Pattern.compile("version=\"([^\"]+)\"");

	private static final Pattern REDIS = Pattern.compile("redis_version:(\\S+)");

	private static final Pattern NUMBER = Pattern.compile("(\\d[\\d.]+)");

	private Versions() {
	}

	/**
	 * Ask a running system.
	 * @param system the system
	 * @return its programs with their versions, and whether the pooler lets statements be
	 * prepared, as the shipped one does
	 * @throws IOException if a program does not tell
	 * @throws InterruptedException if interrupted
	 * @throws SQLException if the database does not tell
	 */
	public static String of(LocalSystem system) throws IOException, InterruptedException, SQLException {
		boolean prepared = new Sql(system).poolerSetting("max_prepared_statements")
			.filter((number) -> !number.equals("0"))
			.isPresent();
		return "PostgreSQL " + first(NUMBER, new Sql(system).version()) + ", PgBouncer "
				+ number("pgbouncer", "--version") + (prepared ? " with" : " without") + " prepared statements, Redis "
				+ first(REDIS, system.redisCli("INFO server")) + ", nginx " + number("nginx", "-v")
				+ ", backends on JDK " + first(JAVA, java(system));
	}

	private static String java(LocalSystem system) throws IOException, InterruptedException {
		return Scrape.of(system.management().get(0))
			.lines()
			.stream()
			.filter((line) -> line.startsWith("jvm_info{"))
			.findAny()
			.orElseThrow();
	}

	private static String number(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		return first(NUMBER, new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
	}

	private static String first(Pattern pattern, String text) {
		Matcher found = pattern.matcher(text);
		if (!found.find()) {
			throw new IllegalArgumentException("No " + pattern + " in " + text);
		}
		return found.group(1);
	}

}
