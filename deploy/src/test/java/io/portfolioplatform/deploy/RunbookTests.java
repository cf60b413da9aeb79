package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the runbook: its commands for a cluster are run with kubectl against a server
 * that answers as one would, its own commands exist, and each alert's page says what an
 * engineer who was woken up needs.
 */
@EnabledIf("io.portfolioplatform.deploy.Commands#haveKubectl")
class RunbookTests {

	private static final String RUNBOOK = Document.text(Path.of("RUNBOOK.md"));

	/** What the others begin with. */
	private static final String SERVING = RUNBOOK.lines()
		.filter((line) -> line.startsWith("d=$("))
		.findFirst()
		.orElseThrow();

	private static final Pattern OWN = Pattern
		.compile("(?m)(?:^|[`(])((?:[A-Z_]+=(?:<[^>]*>|[^\\s`]+) )*)deploy/bin/([a-z-]+)([^`#\\n|)]*)");

	private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=");

	private static final Pattern STEP = Pattern.compile("(?m)^\\d\\. ");

	private static final Pattern LINK = Pattern.compile("(?<=\\])\\(#[a-z-]+\\)");

	@TempDir
	Path directory;

	private FakeApiServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = FakeApiServer.start(Document.load(Path.of("k8s/base")));
		for (Workload workload : new Manifests(Document.load(Path.of("k8s/base"))).workloads()) {
			this.server.cluster.add(pod(workload));
			if (workload.isDeployment()) {
				this.server.cluster.add(replicas(workload, 1));
				this.server.cluster.add(replicas(workload, 2));
			}
		}
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	static List<String> kubectl() {
		List<String> commands = new ArrayList<>();
		Matcher inline = Pattern.compile("`(kubectl [^`]+)`").matcher(RUNBOOK);
		while (inline.find()) {
			commands.add(inline.group(1));
		}
		RUNBOOK.lines().map(String::strip).filter((line) -> line.startsWith("kubectl ")).forEach(commands::add);
		return commands.stream().distinct().toList();
	}

	@ParameterizedTest
	@MethodSource("kubectl")
	void aClusterUnderstands(String command) throws Exception {
		String line = SERVING + "\n" + command.replace("<pod>", "pod-of-backend-deployment");
		Commands.Result result = Commands.tryRun(this.server.environment(this.directory), "timeout", "20", "bash", "-o",
				"pipefail", "-c", line);
		if (line.contains("kubectl exec") || line.contains("kubectl port-forward")) {
			assertThat(result.output()).doesNotContain("NotFound", "not found in pod", "Usage:", "unknown");
			assertThat(this.server.commands).as(result.output()).isNotEmpty();
			assertRuns(this.server.commands.element());
		}
		else {
			assertThat(result.exitCode()).as(result.output()).isZero();
			assertThat(result.output()).as("what it shows").doesNotContain("No resources found").isNotBlank();
		}
	}

	@Test
	void thereAreManyCommands() {
		assertThat(kubectl()).hasSizeGreaterThan(18);
	}

	/**
	 * The guide's pod of PostgreSQL is in no cluster.
	 */
	@Test
	void connectionsAreCountedWhereThereIsNoPodOfTheDatabase() {
		assertThat(kubectl()).filteredOn((command) -> command.contains("pg_stat_activity"))
			.isNotEmpty()
			.allMatch((command) -> command.startsWith("kubectl exec deploy/pgbouncer "));
	}

	/**
	 * While the green deployment serves, a command for the blue one does nothing.
	 */
	@Test
	void theyActOnWhatServes() throws Exception {
		assertThat(kubectl()).noneMatch((command) -> command.contains("backend-deployment"))
			.anyMatch((command) -> command.contains("deployment/$d"));
		this.server.get("HorizontalPodAutoscaler", "backend-hpa")
			.json()
			.put("$.spec.scaleTargetRef", "name", "backend-deployment-green");
		assertThat(Commands.run(this.server.environment(this.directory), "bash", "-c", SERVING + "; echo $d"))
			.isEqualTo("backend-deployment-green\n");
	}

	/**
	 * A floor that is raised is what the autoscaler then has.
	 */
	@Test
	void theFloorIsRaised() throws Exception {
		String command = kubectl().stream()
			.filter((line) -> line.contains("\"minReplicas\":50"))
			.findFirst()
			.orElseThrow();
		Commands.run(this.server.environment(this.directory), "bash", "-c", command);
		assertThat(this.server.get("HorizontalPodAutoscaler", "backend-hpa").number("$.spec.minReplicas"))
			.isEqualTo(50);
	}

	@Test
	void aStepBackBringsTheFormerPods() throws Exception {
		Commands.run(this.server.environment(this.directory), "kubectl", "rollout", "undo",
				"deployment/backend-deployment");
		assertThat(this.server.get("Deployment", "backend-deployment").text("$.spec.template.metadata.labels.revision"))
			.isEqualTo("1");
	}

	@Test
	void aBackupIsMadeByHand() throws Exception {
		String command = kubectl().stream().filter((line) -> line.contains("create job")).findFirst().orElseThrow();
		Commands.run(this.server.environment(this.directory), "bash", "-c", command);
		assertThat(this.server.get("Job", "backup-now").name()).isEqualTo("backup-now");
	}

	@ParameterizedTest
	@MethodSource("own")
	void aCommandOfThisFolderTakesWhatItIsGiven(String variables, String name, String arguments) throws IOException {
		Path script = Path.of("bin", name);
		assertThat(script).isExecutable();
		String text = Document.text(script);
		String read = text + Document.text(Path.of("bin/lib"))
				+ Document.text(Path.of("compose/docker-compose.prod.yml"));
		assertThat(VARIABLE.matcher(variables).results().map((variable) -> variable.group(1)))
			.allMatch((variable) -> variable.startsWith("COMPOSE_") || read.contains(variable), "is read");
		if (arguments.isBlank()) {
			assertThat(text).as("it needs arguments").doesNotContain("Usage: deploy/bin/" + name);
		}
		else {
			assertThat(text).as("it takes arguments").containsPattern("\\$1|\\$\\{1|\\$#|\"\\$@\"|sys\\.argv");
		}
	}

	static Stream<Arguments> own() {
		return Stream.of("RUNBOOK.md", "README.md")
			.flatMap((file) -> OWN.matcher(Document.text(Path.of(file))).results())
			.map((found) -> Arguments.of(found.group(1), found.group(2), found.group(3).strip()));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void aPageSaysWhatItMeansWhatIsFirstAndWhatIsNext(String page) {
		List<String> parts = STEP.splitAsStream(page).map(String::strip).toList();
		assertThat(parts.get(0)).as("what it means").hasSizeGreaterThan(25);
		assertThat(parts).as("what to do first, and next").hasSizeGreaterThan(2);
		assertThat(parts.get(1)).as("a command, an address, or another page")
			.containsPattern("`[^`]+`|\\b(as|As|see) [A-Z][a-z]+[A-Z]");
	}

	/**
	 * Alerts that fire while nothing reaches the database end in what is done about it.
	 */
	@Test
	void theDatabaseThatIsAwayHasItsProcedure() {
		List<String> headings = RUNBOOK.lines()
			.filter((line) -> line.startsWith("## "))
			.map((line) -> "(#" + line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-') + ")")
			.toList();
		assertThat(LINK.matcher(RUNBOOK).results().map(MatchResult::group)).isNotEmpty().isSubsetOf(headings);
		assertThat(pages()).filteredOn((page) -> page.contains("(#database-away)")).hasSize(4);
	}

	static Stream<String> pages() {
		Document alerts = Document.read(Path.of("monitoring/alerts.yml")).get(0);
		return alerts.all("$.groups[*].rules[*].alert")
			.stream()
			.map((alert) -> RUNBOOK.split("\n## " + alert + "\n")[1].split("\n## ")[0]);
	}

	/**
	 * {@code pod/exec?command=...&container=...}: the pod has such a container, and its
	 * image the program.
	 */
	private void assertRuns(String request) {
		String pod = request.substring(0, request.indexOf('/'));
		Map<String, String> asked = new HashMap<>();
		Arrays.stream(request.substring(request.indexOf('?') + 1).split("&"))
			.map((parameter) -> parameter.split("=", 2))
			.forEach((parameter) -> asked.putIfAbsent(parameter[0], (parameter.length > 1) ? parameter[1] : ""));
		List<Object> names = this.server.get("Pod", pod).all("$.spec.containers[*].name");
		if (request.contains("/exec")) {
			assertThat(names).contains(asked.get("container"));
			assertThat(asked.get("command")).isIn("healthcheck", "ask", "bash", "sh");
		}
		else {
			assertThat(names).contains("backend");
		}
	}

	private static Document pod(Workload workload) {
		Map<String, Object> pod = new HashMap<>(Map.of("kind", "Pod", "apiVersion", "v1", "metadata",
				new HashMap<>(Map.of("name", "pod-of-" + workload.owner().name(), "labels", workload.labels())), "spec",
				workload.template().json().read("$.spec"), "status", Map.of("phase", "Running")));
		return Document.of(pod);
	}

	private static Document replicas(Workload workload, int revision) {
		Map<String, Object> owner = Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name",
				workload.owner().name(), "uid", workload.owner().id(), "controller", true);
		Map<String, Object> template = Map.of("metadata",
				Map.of("labels", Map.of("revision", String.valueOf(revision))), "spec",
				workload.template().json().read("$.spec"));
		Map<String, Object> metadata = new HashMap<>(Map.of("name", workload.owner().name() + "-" + revision, "labels",
				workload.labels(), "ownerReferences", List.of(owner), "annotations",
				Map.of("deployment.kubernetes.io/revision", String.valueOf(revision))));
		return Document.of(new HashMap<>(Map.of("kind", "ReplicaSet", "apiVersion", "apps/v1", "metadata", metadata,
				"spec", Map.of("replicas", 1, "template", template))));
	}

}
