package io.portfolioplatform.dbpool.url;

import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of the PostgreSQL driver on the class path.
 */
public final class DriverParameters {

	private static final String ANY_URL = "jdbc:postgresql://localhost/";

	private DriverParameters() {
	}

	/**
	 * Leave out the driver's own login timeout: with it the driver connects on another
	 * thread, which it abandons with an open socket.
	 * @param jdbcUrl a {@code jdbc:postgresql:} URL
	 * @return the same without that parameter
	 */
	public static String withoutLoginTimeout(String jdbcUrl) {
		return jdbcUrl.replaceAll("(?<=[?&])loginTimeout=[^&]*&?", "");
	}

	static boolean isKnown(String name) {
		return Known.NAMES.contains(name);
	}

	private static Set<String> ask() {
		try {
			DriverPropertyInfo[] properties = DriverManager.getDriver(ANY_URL)
				.getPropertyInfo(ANY_URL, new Properties());
			return Arrays.stream(properties).map((property) -> property.name).collect(Collectors.toUnmodifiableSet());
		}
		catch (SQLException ex) {
			throw new IllegalStateException("There is no PostgreSQL driver on the class path", ex);
		}
	}

	/**
	 * Asks the driver when a URL first has a parameter.
	 */
	private static final class Known {

		static final Set<String> NAMES = ask();

	}

}
