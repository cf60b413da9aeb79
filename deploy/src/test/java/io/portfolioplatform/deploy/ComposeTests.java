package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the compose file.
 */
class ComposeTests {

	private static final Set<String> PUBLISHED = Set.of("nginx", "grafana");

	private static final List<String> INSIDE = List.of("inside");

	private static final List<String> CALLED = List.of("edge", "inside");

	private static final List<String> CALLING = List.of("inside", "outside");

	private static final Map<String, List<String>> NETWORKS = Map.of("nginx", CALLED, "grafana", CALLED, "alertmanager",
			CALLED, "backend", CALLING, "green", CALLING, "backup", CALLING);

	private static final List<String> SECRETS = List.of("DATABASE_URL", "REDIS_URL", "SUPABASE_JWT_SECRET",
			"SUPABASE_ANON_KEY", "APP_SECRET_KEY", "ALPHA_VANTAGE_API_KEY", "platform.db-pool.migration.url");

	/**
	 * Changes that each break the file: what is said, path, value; no value removes it.
	 */
	static final List<Arguments> BREAKS = List.of(breaks("redis: gets capabilities", "$.services.redis.cap_drop", null),
			breaks("redis: gets capabilities", "$.services.redis.privileged", true),
			breaks("redis: gets capabilities", "$.services.redis.cap_add", List.of("NET_ADMIN")),
			breaks("redis: shares the host's namespaces", "$.services.redis.network_mode", "host"),
			breaks("redis: shares the host's namespaces", "$.services.redis.pid", "host"),
			breaks("redis: shares the host's namespaces", "$.services.redis.ipc", "host"),
			breaks("redis: may gain privileges", "$.services.redis.security_opt", null),
			breaks("redis: writes to its image", "$.services.redis.read_only", false),
			breaks("redis: has no limit", "$.services.redis.mem_limit", null),
			breaks("redis: has no limit", "$.services.redis.cpus", null),
			breaks("redis: has no limit", "$.services.redis.pids_limit", null),
			breaks("redis: restarts otherwise than after a failure", "$.services.redis.restart", "always"),
			breaks("redis: restarts otherwise than after a failure", "$.services.redis.restart", "on-failure:5"),
			breaks("redis: nobody asks for its health", "$.services.redis.healthcheck", null),
			breaks("redis: is killed at once", "$.services.redis.stop_grace_period", null),
			breaks("redis: mounts the engine's socket", "$.services.redis.volumes",
					List.of("/var/run/docker.sock:/var/run/docker.sock")),
			breaks("redis: is published", "$.services.redis.ports", List.of("127.0.0.1:6379:6379")),
			breaks("nginx: listens on every address", "$.services.nginx.ports", List.of("8080:8080")),
			breaks("backend: does not wait for pgbouncer", "$.services.backend.depends_on.pgbouncer",
					Map.of("condition", "service_started")),
			breaks("redis: has no version", "$.services.redis.image", "redis"),
			breaks("redis: has no version", "$.services.redis.image", "redis:latest"),
			breaks("backend: is killed while it drains", "$.services.backend.stop_grace_period", "20s"),
			breaks("backend: is on other networks than [inside, outside]", "$.services.backend.networks",
					List.of("inside")),
			breaks("postgres: is on other networks than [inside]", "$.services.postgres.networks",
					List.of("inside", "outside")),
			breaks("inside: leads outside", "$.networks.inside.internal", false),
			breaks("outside: leads nowhere", "$.networks.outside", Map.of("internal", true)),
			breaks("backend: lacks the secret APP_SECRET_KEY", "$.services.backend.secrets", List.of("DATABASE_URL")),
			breaks("backend: answers to every host", "$.services.backend.environment.ALLOWED_HOSTS",
					"${ALLOWED_HOSTS:-}"),
			breaks("green: answers to every host", "$.services.green.environment.ALLOWED_HOSTS", null),
			breaks("nginx: may fill its memory with files", "$.services.nginx.tmpfs", List.of("/tmp:uid=10001")),
			breaks("nginx: may fill its memory with files", "$.services.nginx.mem_limit", "128m"),
			breaks("prometheus: may fill its memory with files", "$.services.prometheus.tmpfs",
					List.of("/tmp:size=16m", "/prometheus:uid=10001,gid=10001")),
			breaks("prometheus: grows for ever", "$.services.prometheus.entrypoint", List.of("prometheus")),
			breaks("prometheus: grows for ever", "$.services.prometheus.volumes", List.of()),
			breaks("grafana: has an admin", "$.services.grafana.environment.GF_AUTH_BASIC_ENABLED", null),
			breaks("grafana: has an admin", "$.services.grafana.environment.GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION",
					"false"),
			breaks("postgres: listens where its entry point does not look", "$.services.postgres.environment.PGHOST",
					"/tmp"),
			breaks("postgres: listens where its entry point does not look",
					"$.services.postgres.environment.POSTGRES_INITDB_ARGS", "-c unix_socket_directories=/tmp"),
			breaks("postgres: listens where its entry point does not look", "$.services.postgres.tmpfs",
					List.of("/tmp:size=16m")),
			breaks("postgres: is healthy half filled", "$.services.postgres.healthcheck.test",
					List.of("CMD", "pg_isready")),
			breaks("pgbouncer: shows a secret", "$.services.pgbouncer.environment.PGBOUNCER_PASSWORD", "x"));

	private static Arguments breaks(String violation, String path, @Nullable Object value) {
		return Arguments.of(violation, path, value);
	}

	@Test
	void compliesWithTheRules() throws IOException {
		assertThat(violations(compose())).isEmpty();
	}

	@ParameterizedTest
	@FieldSource("BREAKS")
	void noticesWhatIsBroken(String violation, String path, @Nullable Object value) throws IOException {
		Document compose = compose();
		int field = path.lastIndexOf('.');
		if (value == null) {
			compose.json().delete(path);
		}
		else {
			compose.json().put(path.substring(0, field), path.substring(field + 1), value);
		}
		assertThat(violations(compose)).contains(violation);
	}

	@Test
	void setsOnlyVariablesThatTheApplicationReads() throws IOException {
		Map<?, ?> environment = (Map<?, ?>) compose().json().read("$.services.backend.environment");
		assertThat(environment.keySet().stream().map(Object::toString)).hasSizeGreaterThan(5)
			.allMatch(Variables.read()::contains, "is read");
	}

	@Test
	void everySecretOfTheBackendIsOneTheApplicationReads() throws IOException {
		String application = Files.readString(Path.of("../reference-app/src/main/resources/application.yaml"));
		String pool = Files
			.readString(Path.of("../platform-db-pool/target/classes/META-INF/spring-configuration-metadata.json"));
		assertThat(SECRETS).filteredOn((secret) -> !List.of("DATABASE_URL", "REDIS_URL").contains(secret))
			.allMatch((secret) -> application.contains("${" + secret + ":") || pool.contains('"' + secret + '"'));
	}

	@Test
	void everyImageOfItsOwnIsPublished() throws IOException {
		String publish = Files.readString(Path.of("bin/publish"));
		String images = Files.readString(Path.of("compose/docker-compose.prod.yml"))
				+ Files.readString(Path.of("k8s/rendered/production.yaml"));
		assertThat(Pattern.compile("portfolio-([a-z]+):").matcher(images).results().map((image) -> image.group(1)))
			.contains("backend", "backup", "pgbouncer", "exporters")
			.allSatisfy(
					(image) -> assertThat(publish).containsPattern("for image in .*\\b" + image + "\\b.*docker push"));
	}

	private static Document compose() throws IOException {
		Document compose = Document.parse(Files.readString(Path.of("compose/docker-compose.prod.yml"))).get(0);
		for (Map<String, Object> service : compose.json().<List<Map<String, Object>>>read("$.services[*]")) {
			for (Object file : (List<?>) service.getOrDefault("env_file", List.of())) {
				Map<String, Object> environment = new HashMap<>(Variables.of(Path.of("compose", file.toString())));
				((Map<?, ?>) Objects.requireNonNull(service.get("environment")))
					.forEach((name, value) -> environment.put(name.toString(), value));
				service.put("environment", environment);
			}
		}
		return compose;
	}

	private static List<String> violations(Document compose) {
		List<String> violations = new ArrayList<>();
		Map<?, ?> services = (Map<?, ?>) compose.json().read("$.services");
		for (Object name : services.keySet()) {
			check(name.toString(), compose.part("$.services['" + name + "']"))
				.forEach((violation) -> violations.add(name + ": " + violation));
		}
		if (!compose.is("$.networks.inside.internal", true)) {
			violations.add("inside: leads outside");
		}
		if (compose.is("$.networks.outside.internal", true)) {
			violations.add("outside: leads nowhere");
		}
		return violations;
	}

	private static List<String> check(String name, Document service) {
		List<String> violations = new ArrayList<>(hardening(service));
		if (service.text("$.image").replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1").matches("[^:]+|.*:latest")) {
			violations.add("has no version");
		}
		service.all("$.ports[*]").forEach((port) -> {
			if (!PUBLISHED.contains(name)) {
				violations.add("is published");
			}
			else if (!port.toString().contains("127.0.0.1:")) {
				violations.add("listens on every address");
			}
		});
		if (service.value("$.depends_on") instanceof Map<?, ?> dependencies) {
			dependencies.forEach((other, condition) -> {
				if (!Map.of("condition", "service_healthy").equals(condition)) {
					violations.add("does not wait for " + other);
				}
			});
		}
		if (!service.all("$.cap_add[*]").isEmpty() && !name.equals("postgres")) {
			violations.add("gets capabilities");
		}
		List<String> networks = NETWORKS.getOrDefault(name, INSIDE);
		if (!service.is("$.networks", networks)) {
			violations.add("is on other networks than " + networks);
		}
		if (name.equals("backend") || name.equals("green")) {
			SECRETS.stream()
				.filter((secret) -> !service.all("$.secrets[*]").contains(secret))
				.forEach((secret) -> violations.add("lacks the secret " + secret));
			// Where nobody has named one, the host's own names are left.
			if (service.text("$.environment.ALLOWED_HOSTS").replaceAll("\\$\\{[^}]*}|,", "").matches("|.*[*].*")) {
				violations.add("answers to every host");
			}
		}
		if (drainSeconds(service) > seconds(service.text("$.stop_grace_period"))) {
			violations.add("is killed while it drains");
		}
		if (fileMegabytes(service) * 2 > megabytes(service.text("$.mem_limit"))) {
			violations.add("may fill its memory with files");
		}
		violations.addAll(ofItsOwn(name, service));
		return violations;
	}

	private static List<String> ofItsOwn(String name, Document service) {
		return switch (name) {
			case "postgres" -> Stream.concat(
					service.has("$.environment.PGHOST") || service.has("$.environment.POSTGRES_INITDB_ARGS")
							|| !service.all("$.tmpfs[*]").toString().contains("/var/run/postgresql:")
									? Stream.of("listens where its entry point does not look") : Stream.empty(),
					service.all("$.healthcheck.test[*]").toString().contains("'portfolio_app'") ? Stream.empty()
							: Stream.of("is healthy half filled"))
				.toList();
			case "prometheus" -> service.all("$.volumes[*]").contains("prometheus:/prometheus")
					&& service.all("$.entrypoint[*]").toString().contains("--storage.tsdb.retention.size=") ? List.of()
							: List.of("grows for ever");
			case "grafana" -> service.is("$.environment.GF_AUTH_BASIC_ENABLED", "false")
					&& service.is("$.environment.GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION", "true") ? List.of()
							: List.of("has an admin");
			default -> List.of();
		};
	}

	private static List<String> hardening(Document service) {
		List<String> violations = new ArrayList<>();
		if (!service.is("$.cap_drop", List.of("ALL")) || service.is("$.privileged", true)) {
			violations.add("gets capabilities");
		}
		if (Stream.of("network_mode", "pid", "ipc", "userns_mode").anyMatch((field) -> service.has("$." + field))) {
			violations.add("shares the host's namespaces");
		}
		if (!service.is("$.security_opt", List.of("no-new-privileges:true"))) {
			violations.add("may gain privileges");
		}
		if (!service.is("$.read_only", true)) {
			violations.add("writes to its image");
		}
		if (!service.has("$.mem_limit") || !service.has("$.cpus") || !service.has("$.pids_limit")) {
			violations.add("has no limit");
		}
		// With a number too: failures of a container's whole life are counted, and the
		// one
		// beyond it would be the last.
		if (!service.is("$.restart", "on-failure")) {
			violations.add("restarts otherwise than after a failure");
		}
		if (!service.has("$.healthcheck.test")) {
			violations.add("nobody asks for its health");
		}
		if (!service.has("$.stop_grace_period")) {
			violations.add("is killed at once");
		}
		if (service.all("$.volumes[*]").toString().contains("docker.sock")) {
			violations.add("mounts the engine's socket");
		}
		if (service.value("$.environment") instanceof Map<?, ?> environment && environment.keySet()
			.stream()
			.anyMatch((variable) -> variable.toString().matches(".*(PASSWORD|SECRET|TOKEN|DATABASE_URL|REDIS_URL)"))) {
			violations.add("shows a secret");
		}
		return violations;
	}

	/**
	 * What temporary files may take of the memory; without a limit they take all of it.
	 */
	private static int fileMegabytes(Document service) {
		return service.all("$.tmpfs[*]")
			.stream()
			.map(Object::toString)
			.mapToInt((mount) -> mount.contains("size=") ? megabytes(mount.replaceAll(".*size=", "")) : 1_000_000)
			.sum();
	}

	private static int megabytes(String text) {
		int unit = text.endsWith("g") ? 1024 : 1;
		return text.matches("\\d+[mg]") ? unit * Integer.parseInt(text.substring(0, text.length() - 1)) : 0;
	}

	private static int drainSeconds(Document service) {
		return seconds(service.text("$.environment.PLATFORM_HEALTH_DRAIN_DELAY"))
				+ 2 * seconds(service.text("$.environment.SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE"));
	}

	private static int seconds(String text) {
		return text.matches("\\d+s") ? Integer.parseInt(text.substring(0, text.length() - 1)) : 0;
	}

}
