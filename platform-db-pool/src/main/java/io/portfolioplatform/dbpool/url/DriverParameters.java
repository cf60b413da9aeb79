package io.portfolioplatform.dbpool.url;

import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters that the PostgreSQL driver on the class path says it understands.
 */
final class DriverParameters {

	private static final String ANY_URL = "jdbc:postgresql://localhost/";

	private DriverParameters() {
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
