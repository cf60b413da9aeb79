package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of {@code rollout}: what it asks a kubectl that notes every change.
 */
class RolloutTests {

	private static final String LONG = "0123456789abcdef0123456789abcdef";

	private static final String DIRECT = "postgresql://postgres:hunter2@db:5432/postgres";

	private static final String MANIFESTS = "image: mine/backend:1\nsecretName: redis";

	private static final String REDIS = "save \"\"\nmaxmemory 256mb\nmaxmemory-policy allkeys-lru\nrequirepass hunter2\n";

	private static final Map<String, Map<String, String>> SECRETS = Map.of("backend",
			Map.of("DATABASE_URL", "postgresql://u:hunter2@pgbouncer:6432/x", "REDIS_URL", "redis://redis:6379",
					"SUPABASE_JWT_SECRET", LONG, "APP_SECRET_KEY", LONG, "SUPABASE_ANON_KEY", "",
					"ALPHA_VANTAGE_API_KEY", ""),
			"pgbouncer", Map.of("app_password", "a"), "redis", Map.of("redis.conf", REDIS), "backup",
			Map.of("BACKUP_DATABASE_URL", DIRECT), "migration",
			Map.of("DATABASE_URL", DIRECT, "SUPABASE_JWT_SECRET", LONG));

	@TempDir
	Path directory;

	@BeforeEach
	void kubectl() throws IOException {
		Path file = Files.writeString(this.directory.resolve("kubectl"), """
				#!/usr/bin/env bash
				case "$1 $2 $3" in
				  kustomize*) echo "$RENDERED" ;;
				  "get secret $MISSING") echo 'secrets not found' >&2; exit 1 ;;
				  get\\ secret*) cat "$SECRETS_OF_CLUSTER/$3" ;;
				  get\\ job*) echo "$STATE" ;;
				  get\\ service*) echo "${COLOUR:-}" ;;
				  logs*) echo 'relation "x" exists' ;;
				  *) echo "${*//\\/*\\/tmp*/FILE}" >> "$CHANGES" ;;
				esac
				""");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
		for (Map.Entry<String, Map<String, String>> secret : SECRETS.entrySet()) {
			write(secret.getKey(), secret.getValue());
		}
	}

	private void write(String secret, Map<String, String> values) throws IOException {
		String data = values.entrySet()
			.stream()
			.map((entry) -> "\"%s\":\"%s\"".formatted(entry.getKey(),
					Base64.getEncoder().encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8))))
			.collect(Collectors.joining(",", "{\"data\":{", "}}"));
		Files.writeString(this.directory.resolve(secret), data);
	}

	@Test
	void migratesFirst() throws Exception {
		assertThat(rollout("none", "SuccessCriteriaMet Complete", MANIFESTS).exitCode()).isZero();
		assertThat(changes()).hasSize(4)
			.satisfiesExactly((change) -> assertThat(change).startsWith("delete job migration"),
					(change) -> assertThat(change).startsWith("apply").endsWith("-l portfolio/stage"),
					(change) -> assertThat(change).startsWith("apply").doesNotContain("-l"),
					(change) -> assertThat(change).startsWith("rollout status deployment/backend-deployment"));
	}

	/**
	 * The cluster says first that a rollout has failed, and why; nobody gives one up that
	 * may still succeed.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "rollout", "blue-green-kubernetes", "go-back-kubernetes" })
	void waitsLongerThanTheCluster(String command) throws IOException {
		int deadline = Document.read(Path.of("k8s/base/backend-deployment.yaml"))
			.get(0)
			.number("$.spec.progressDeadlineSeconds");
		assertThat(Pattern.compile("rollout status .*--timeout=\\D*(\\d+)s")
			.matcher(Files.readString(Path.of("bin", command)))
			.results()
			.map((found) -> Integer.valueOf(found.group(1)))).singleElement().satisfies((seconds) -> {
				assertThat(seconds).isGreaterThan(deadline);
				assertThat(deadline).isPositive();
			});
	}

	@Test
	void changesNoPodWhenTheMigrationFails() throws Exception {
		Commands.Result result = rollout("none", "FailureTarget Failed", MANIFESTS);
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("relation \"x\" exists", "The migration did not succeed");
		assertThat(changes()).hasSize(2).last().asString().endsWith("-l portfolio/stage");
	}

	@ParameterizedTest
	@ValueSource(strings = { "backend", "pgbouncer", "redis", "backup", "migration" })
	void changesNothingWithoutASecret(String secret) throws Exception {
		Commands.Result result = rollout(secret, "Complete", MANIFESTS);
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("The secret '" + secret + "' in the namespace 'portfolio' is not fit");
		assertThat(changes()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					backend   | DATABASE_URL          |                                 | DATABASE_URL is missing or empty
					backend   | REDIS_URL             | redis://<password>@redis        | REDIS_URL still holds a placeholder
					backend   | DATABASE_URL          | jdbc:postgresql:x               | DATABASE_URL is no postgresql:// URL
					backend   | SUPABASE_JWT_SECRET   | hunter2                         | SUPABASE_JWT_SECRET has fewer than 32 bytes
					backend   | APP_SECRET_KEY        | changeme                        | APP_SECRET_KEY still holds a placeholder
					pgbouncer | app_password          |                                 | app_password is missing or empty
					redis     | redis.conf            |                                 | redis.conf is missing or empty
					redis     | redis.conf            | requirepass hunter2             | redis.conf has no line 'maxmemory'
					redis     | redis.conf            | maxmemory 256mb                 | redis.conf has no line 'requirepass'
					backup    | BACKUP_DATABASE_URL   | postgresql://u:hunter2@p:6543/x | BACKUP_DATABASE_URL names a transaction pooler
					migration | DATABASE_URL          | postgresql://u:hunter2@p:6432/x | DATABASE_URL names a transaction pooler
					migration | SUPABASE_JWT_SECRET   |                                 | SUPABASE_JWT_SECRET is missing or empty
					""")
	void changesNothingWithASecretThatIsNotFit(String secret, String key, @Nullable String value, String message)
			throws Exception {
		Map<String, String> values = new HashMap<>(Objects.requireNonNull(SECRETS.get(secret)));
		values.put(key, (value != null) ? value : "");
		write(secret, values);
		Commands.Result result = rollout("none", "Complete", MANIFESTS);
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("The secret '" + secret + "' in the namespace 'portfolio': " + message)
			.doesNotContain("hunter2");
		assertThat(changes()).isEmpty();
	}

	/**
	 * Pods would wait for their database for ten minutes, and without Redis for good.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					DATABASE_URL | postgresql://u:hunter2@pgbouncer.portfolio.svc:6432/x |
					DATABASE_URL | postgresql://u:hunter2@supabase-pooler:6543/postgres  | DATABASE_URL leads elsewhere than to pgbouncer:6432
					DATABASE_URL | postgresql://u:hunter2@db.ref.supabase.co/postgres    | no network policy of the backends opens port 5432
					DATABASE_URL | postgresql://u:hunter2@pgbouncer:5432/x               | no network policy of the backends opens port 5432
					DATABASE_URL | postgresql://u:hunter2@pgbouncer.other.svc:6432/x     | no network policy of the backends opens port 6432
					DATABASE_URL | postgresql://u:hunter2@pooler:443/x                   |
					REDIS_URL    | redis://:hunter2@redis                                |
					REDIS_URL    | rediss://:hunter2@redis.ab12.cache.amazonaws.com:6379 | REDIS_URL leads elsewhere than to redis:6379
					REDIS_URL    | rediss-sentinel://s1,s2/0?master=x                    | no network policy of the backends opens port 26379
					""")
	void changesNothingWhereNoPolicyLetsPodsOut(String key, String value, @Nullable String message) throws Exception {
		Commands.Result result = rolloutWith(key, value, "");
		if (message == null) {
			assertThat(result.exitCode()).as(result.output()).isZero();
			return;
		}
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains(message).doesNotContain("hunter2");
		assertThat(changes()).isEmpty();
	}

	/**
	 * The cluster adds policies up.
	 */
	@ParameterizedTest
	@CsvSource({ "all, Egress, true", "backend, Egress, true", "backup, Egress, false", "backend, Ingress, false" })
	void takesEveryPolicyOfTheBackends(String selected, String type, boolean fit) throws Exception {
		String selector = selected.equals("all") ? " {}"
				: "\n    matchLabels:\n      app.kubernetes.io/name: " + selected;
		String egress = type.equals("Egress") ? "  egress:\n  - ports:\n    - port: 6380\n" : "";
		Commands.Result result = rolloutWith("REDIS_URL", "rediss://:hunter2@redis.mine:6380",
				"---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: more\nspec:\n" + egress
						+ "  podSelector:" + selector + "\n  policyTypes:\n  - " + type + "\n");
		assertThat(result.exitCode() == 0).as(result.output()).isEqualTo(fit);
		if (!fit) {
			assertThat(result.output()).contains("no network policy of the backends opens port 6380");
		}
	}

	/**
	 * What cannot be told from the text is not refused.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "  - ports:\n    - endPort: 6400\n      port: 6300\n",
			"  - ports:\n    - port: redis-tls\n",
			"  - ports:\n    - port: 6380\n    to:\n    - podSelector:\n        matchLabels:\n          app.kubernetes.io/name: redis-ha\n" })
	void takesWaysThatAreWrittenOtherwise(String egress) throws Exception {
		Commands.Result result = rolloutWithEgress(egress);
		assertThat(result.exitCode()).as(result.output()).isZero();
	}

	/**
	 * A rule leads to each of its peers, and only where all of them are the own PgBouncer
	 * and Redis nowhere else.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PGBOUNCER, BLOCK           | true
			BLOCK, REDIS               | true
			PGBOUNCER, OTHER           | true
			REDIS, NAMESPACE           | true
			NAMESPACE PGBOUNCER        | true
			PGBOUNCER, REDIS           | false
			PGBOUNCER                  | false
			""")
	void takesARuleThatLeadsElsewhereToo(String peers, boolean fit) throws Exception {
		String to = peers
			.replace("NAMESPACE PGBOUNCER", "namespaceSelector: {}\n      podSelector:PODS/name: pgbouncer")
			.replace("PGBOUNCER", "podSelector:PODS/name: pgbouncer")
			.replace("REDIS", "podSelector:PODS/name: redis")
			.replace("OTHER", "podSelector:PODS/name: redis-ha")
			.replace("NAMESPACE", "namespaceSelector: {}")
			.replace("BLOCK", "ipBlock:\n        cidr: 10.0.0.0/8")
			.replace("PODS", "\n        matchLabels:\n          app.kubernetes.io")
			.replace(", ", "\n    - ");
		Commands.Result result = rolloutWithEgress(
				"  - ports:\n    - port: 6432\n    - port: 6380\n    to:\n    - " + to + "\n");
		assertThat(result.exitCode() == 0).as(result.output()).isEqualTo(fit);
	}

	@ParameterizedTest
	@ValueSource(strings = { "save", "maxmemory ", "maxmemory-policy", "requirepass" })
	void changesNothingWithoutALineOfRedis(String line) throws Exception {
		write("redis", Map.of("redis.conf", REDIS.replaceAll("(?m)^" + line + ".*\n", "")));
		assertThat(rollout("none", "Complete", MANIFESTS).output())
			.contains("redis.conf has no line '" + line.strip() + "'");
		assertThat(changes()).isEmpty();
	}

	@Test
	@EnabledIf("io.portfolioplatform.deploy.Commands#haveKubectl")
	void doesWithAManagedRedis() throws Exception {
		String manifests = mine(Commands.run(Map.of(), "kubectl", "kustomize", "deploy/k8s/examples/managed-redis"));
		List<Document> documents = Document.parse(manifests);
		assertThat(documents).hasSizeGreaterThan(20).noneMatch((document) -> document.name().equals("redis"));
		assertThat(KubernetesTests.rules()).allSatisfy(
				(rule) -> assertThat(rule.violations().apply(new Manifests(documents))).as(rule.name()).isEmpty());
		Map<String, String> values = new HashMap<>(Objects.requireNonNull(SECRETS.get("backend")));
		values.put("REDIS_URL", "rediss://:hunter2@redis.ab12.cache.amazonaws.com:6379");
		write("backend", values);
		Commands.Result result = rollout("redis", "Complete", manifests);
		assertThat(result.exitCode()).as(result.output()).isZero();
	}

	@Test
	void doesWithoutAKeyThatMayBeEmpty() throws Exception {
		Map<String, String> values = new HashMap<>(Objects.requireNonNull(SECRETS.get("backend")));
		values.remove("SUPABASE_ANON_KEY");
		write("backend", values);
		assertThat(rollout("none", "Complete", MANIFESTS).exitCode()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "image: registry.example.com/portfolio-backend:0.1.0", "value: postgres.example.com" })
	void changesNothingWithWhatIsAnExamples(String line) throws Exception {
		Commands.Result result = rollout("none", "Complete", line);
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("example.com", "name your");
		assertThat(changes()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			localhost                     | false
			www.mine.example,mine.example | false
			xapp.mine.example             | false
			app.mine.example              | true
			localhost,app.mine.example    | true
			localhost,.mine.example       | true
			'*'                           | true
			""                            | true
			""")
	void changesNothingWhereTheBackendsWouldRefuseTheIngress(String allowed, boolean fit) throws Exception {
		Commands.Result result = rollout("none", "Complete",
				"  ALLOWED_HOSTS: " + allowed + "\nspec:\n  rules:\n  - host: app.mine.example\n");
		assertThat(result.exitCode() == 0).as(result.output()).isEqualTo(fit);
		if (!fit) {
			assertThat(result.output()).contains("app.mine.example", "ALLOWED_HOSTS");
			assertThat(changes()).isEmpty();
		}
	}

	@Test
	void changesNothingWhileGreenServes() throws Exception {
		Commands.Result result = Commands.tryRun(Map.of("PATH", this.directory + ":" + System.getenv("PATH"),
				"SECRETS_OF_CLUSTER", this.directory.toString(), "MISSING", "none", "COLOUR", "green", "RENDERED",
				MANIFESTS, "CHANGES", this.directory.resolve("changes").toString()), "deploy/bin/rollout",
				"production");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("Green serves in the namespace 'portfolio'");
		assertThat(changes()).isEmpty();
	}

	private Commands.Result rolloutWithEgress(String egress) throws Exception {
		return rolloutWith("REDIS_URL", "rediss://:hunter2@redis-ha:6380",
				"---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: more\nspec:\n  egress:\n"
						+ egress + "  podSelector: {}\n  policyTypes:\n  - Egress\n");
	}

	private Commands.Result rolloutWith(String key, String value, String more) throws Exception {
		Map<String, String> values = new HashMap<>(Objects.requireNonNull(SECRETS.get("backend")));
		values.put(key, value);
		write("backend", values);
		String production = mine(Files.readString(Path.of("k8s/rendered/production.yaml")));
		return rollout("none", "Complete", production + more);
	}

	private static String mine(String manifests) {
		return manifests.replaceAll("(registry|postgres)\\.example\\.com", "mine");
	}

	private List<String> changes() throws IOException {
		Path changes = this.directory.resolve("changes");
		return Files.exists(changes) ? Files.readAllLines(changes) : List.of();
	}

	private Commands.Result rollout(String missing, String state, String rendered) throws Exception {
		return Commands.tryRun(Map.of("PATH", this.directory + ":" + System.getenv("PATH"), "SECRETS_OF_CLUSTER",
				this.directory.toString(), "MISSING", missing, "STATE", state, "RENDERED", rendered, "CHANGES",
				this.directory.resolve("changes").toString()), "deploy/bin/rollout", "production");
	}

}
