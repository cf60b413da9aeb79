package io.portfolioplatform.perf.load;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.tomcat.util.net.NioEndpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the shipped configuration allows.
 */
public enum Shipped {

	/** Connections that a backend opens to the pooler. */
	CEILING("deploy/compose/backend.env", "PLATFORM_DB_POOL_BUDGET_CEILING"),

	/** Connections that the pooler opens for the application. */
	POOL("deploy/docker/pgbouncer/pgbouncer.ini", "default_pool_size"),

	/** Clients that the pooler accepts. */
	CLIENTS("deploy/docker/pgbouncer/pgbouncer.ini", "max_client_conn");

	/** Tests run in the directory of this module. */
	private static final Path ROOT = Path.of(Files.exists(Path.of("deploy")) ? "" : "..");

	private final Path file;

	private final String setting;

	Shipped(String file, String setting) {
		this.file = Path.of(file);
		this.setting = setting;
	}

	/**
	 * Read the setting.
	 * @return its value
	 * @throws IllegalStateException if it is not set
	 */
	public int number() throws IOException {
		Matcher line = Pattern.compile("(?m)^" + this.setting + "\\s*=\\s*(\\d+)$")
			.matcher(Files.readString(ROOT.resolve(this.file)));
		if (!line.find()) {
			throw new IllegalStateException(this.file + " does not set " + this.setting);
		}
		return Integer.parseInt(line.group(1));
	}

	/**
	 * Return how many connections a backend opens to Redis at most: what platform-redis
	 * documents, because nothing that is shipped says otherwise.
	 */
	public static int redis() throws IOException {
		return documented("platform.redis.max-connections");
	}

	/**
	 * Return the default of a property of the starters, as they document it.
	 * @param name of the property
	 * @return a number
	 * @throws IllegalStateException if no starter has such a property
	 */
	public static int documented(String name) throws IOException {
		for (URL file : Collections
			.list(Shipped.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			for (JsonNode property : new JsonMapper().readTree(file.openStream()).required("properties")) {
				if (property.required("name").asString().equals(name)) {
					return property.required("defaultValue").asInt();
				}
			}
		}
		throw new IllegalStateException("Nobody documents " + name);
	}

	/**
	 * Return how many requests a backend works on at a time where threads are not
	 * virtual: Tomcat's own number, because nothing that is shipped says otherwise.
	 */
	public static int threads() {
		return new NioEndpoint().getMaxThreads();
	}

}
