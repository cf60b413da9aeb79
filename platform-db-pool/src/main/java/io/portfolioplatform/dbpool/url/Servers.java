package io.portfolioplatform.dbpool.url;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

import org.postgresql.Driver;

/**
 * Which servers a URL leads to, whatever they are called in it.
 */
public final class Servers {

	private static final String POSTGRESQL = "postgresql:";

	private Servers() {
	}

	/**
	 * Return whether two URLs lead to the same server.
	 * @param jdbcUrl a {@code jdbc:postgresql:} URL, or the one of a driver that wraps
	 * PostgreSQL's
	 * @param other another one
	 * @return whether they have an address and port in common; no other URL has
	 */
	public static boolean meet(String jdbcUrl, String other) {
		return !Collections.disjoint(of(jdbcUrl), of(other));
	}

	private static Set<String> of(String jdbcUrl) {
		int start = jdbcUrl.indexOf(POSTGRESQL);
		Properties parts = (start >= 0) ? Driver.parseURL("jdbc:" + jdbcUrl.substring(start), new Properties()) : null;
		if (parts == null) {
			return Set.of();
		}
		String[] hosts = parts.getProperty("PGHOST", "localhost").split(",", -1);
		String[] ports = parts.getProperty("PGPORT", "5432").split(",", -1);
		Set<String> servers = new HashSet<>();
		for (int i = 0; i < hosts.length; i++) {
			String port = ports[Math.min(i, ports.length - 1)];
			addresses(hosts[i]).forEach((address) -> servers.add(address + " " + port));
		}
		return servers;
	}

	private static Stream<String> addresses(String host) {
		try {
			return Arrays.stream(InetAddress.getAllByName(host))
				.map((address) -> address.isLoopbackAddress() ? "loopback" : address.getHostAddress());
		}
		catch (UnknownHostException ex) {
			return Stream.of(host.toLowerCase(Locale.ROOT));
		}
	}

}
