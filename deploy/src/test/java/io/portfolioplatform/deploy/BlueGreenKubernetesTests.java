package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code blue-green-kubernetes} asks a cluster, against a server that answers as one
 * would: no cluster runs here. What needs an upgraded connection, {@code exec} and
 * {@code port-forward}, a stand-in for kubectl answers after a look at its arguments.
 */
@EnabledIf("io.portfolioplatform.deploy.Commands#haveKubectl")
class BlueGreenKubernetesTests {

	private static final String KUBECTL = """
			#!/usr/bin/env bash
			case " $* " in
			  *" exec "*)
			    [[ "$*" = "-n portfolio exec pod-of-"*" -c backend -- ask /actuator/prometheus" ]] && exec curl -sf "$CLUSTER/metrics-of-a-pod"
			    if [ "$*" = "-n portfolio exec pod-that-is-removed -c backend -- ask /actuator/prometheus" ]; then
			      curl -sf -X DELETE "$CLUSTER/api/v1/namespaces/portfolio/pods/pod-that-is-removed" >/dev/null
			      echo 'http_server_requests_seconds_count{outcome="SUCCESS",uri="/a"} 1000000'
			      exit
			    fi ;;
			  *" port-forward "*)
			    if [ "$*" = "-n portfolio port-forward deployment/backend-deployment-green :8080" ]; then
			      echo "Forwarding from 127.0.0.1:$FORWARDED -> 8080"
			      exec sleep 300
			    fi ;;
			  *) PATH=${PATH#*:} exec kubectl "$@" ;;
			esac
			echo "unexpected: $*" >&2
			exit 1
			""";

	@TempDir
	Path directory;

	private FakeApiServer cluster;

	@BeforeEach
	void start() throws IOException {
		Path kubectl = Files.writeString(this.directory.resolve("kubectl"), KUBECTL);
		Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.cluster = FakeApiServer.start(Document.load(Path.of("k8s/base")));
		pod("pod-of-blue", "blue", "True", "");
		pod("pod-of-green", "green", "True", "");
		this.cluster.requests.set(100);
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	@Test
	void aGoodVersionTakesOver() throws Exception {
		Commands.Result result = deploy("true");
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(serving()).containsExactly("green", "backend-deployment-green");
		assertThat(this.cluster.get("Deployment", "backend-deployment-green")
			.text("$.spec.template.spec.containers[0].image")).isEqualTo("registry/backend:2");
		assertThat(this.cluster.get("Deployment", "backend-deployment").is("$.spec.replicas", 0)).isTrue();
		assertThat(this.cluster.get("Job", "migration").text("$.spec.template.spec.containers[0].image"))
			.isEqualTo("registry/backend:2");
		assertThat(this.cluster.writes).startsWith("DELETE jobs/migration", "POST jobs");
		assertThat(List.copyOf(this.cluster.writes).get(2)).as("pinned before there are new pods")
			.startsWith("PATCH services/backend-service")
			.contains("blue");
		assertThat(deploy("true").exitCode()).isZero();
		assertThat(serving()).as("and back").containsExactly("blue", "backend-deployment");
	}

	@Test
	void changesNothingElseWhenTheMigrationFails() throws Exception {
		this.cluster.cluster.jobs.set("Failed");
		Commands.Result result = deploy("true");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output())
			.contains("The migration of registry/backend:2 did not succeed: blue serves as before");
		assertThat(this.cluster.writes).containsExactly("DELETE jobs/migration", "POST jobs");
	}

	/**
	 * What forwards the port would hold the output open for five minutes.
	 */
	@Test
	@Timeout(120)
	void triesANewVersionThroughAForwardedPort() throws Exception {
		try (FakeApplication application = FakeApplication.start()) {
			Map<String, String> forwarded = Map.of("SMOKE", "", "TOKEN", "token", "FORWARDED",
					String.valueOf(application.port()));
			Commands.Result good = deploy(forwarded);
			assertThat(good.exitCode()).as(good.output()).isZero();
			assertThat(good.output()).contains("ok      a file is imported", "green (registry/backend:2) serves");
		}
	}

	@Test
	void aVersionThatFailsThroughAForwardedPortNeverServes() throws Exception {
		try (FakeApplication application = FakeApplication.start()) {
			application.broken.set("/api/imports");
			Commands.Result bad = deploy(
					Map.of("SMOKE", "", "TOKEN", "token", "FORWARDED", String.valueOf(application.port())));
			assertThat(bad.exitCode()).isNotZero();
			assertThat(bad.output()).contains("FAILED  a file is imported", "serves as before");
			assertThat(serving()).containsExactly("blue", "backend-deployment");
		}
	}

	@Test
	void aVersionThatFailsItsSmokeTestNeverServes() throws Exception {
		Commands.Result result = deploy("false");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("smoke test", "serves as before");
		assertThat(serving()).containsExactly("blue", "backend-deployment");
		assertThat(this.cluster.writes).noneMatch((write) -> write.contains("\"colour\":\"green\""));
		assertThat(goBack().output()).contains("There is no deployment backend-deployment-green to go back to");
	}

	/**
	 * Its deployment takes the place of the one that was kept.
	 */
	@Test
	void aVersionThatFailsIsNotWhatOneGoesBackTo() throws Exception {
		this.cluster.get("Deployment", "backend-deployment").json().put("$.spec", "replicas", 1);
		assertThat(deploy("true").exitCode()).isZero();
		this.cluster.get("Deployment", "backend-deployment").json().put("$.spec", "replicas", 1);
		assertThat(deploy(Map.of("SMOKE", "false", "IMAGE", "registry/backend:3")).exitCode()).isNotZero();
		assertThat(serving()).containsExactly("green", "backend-deployment-green");
		assertThat(this.cluster.get("Deployment", "backend-deployment").is("$.spec.replicas", 0)).isTrue();
		Commands.Result result = goBack();
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(result.output()).contains("blue (registry.example.com/portfolio-backend:0.1.0) serves");
	}

	@Test
	void aVersionWithErrorsGoesBack() throws Exception {
		this.cluster.errors.set(5);
		Commands.Result result = deploy("true");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("requests to registry/backend:2 failed", "serves as before");
		assertThat(serving()).containsExactly("blue", "backend-deployment");
		assertThat(this.cluster.writes).anyMatch((write) -> write.contains("\"colour\":\"green\""));
	}

	@Test
	void aVersionThatDoesNotSayWhatItAnswersGoesBack() throws Exception {
		this.cluster.silent.set(true);
		Commands.Result result = deploy("true");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("registry/backend:2 do not say what they answered", "serves as before");
		assertThat(serving()).containsExactly("blue", "backend-deployment");
	}

	@Test
	void aVersionThatBeginsToCountAnewGoesBack() throws Exception {
		this.cluster.requests.set(-1);
		Commands.Result result = deploy("true");
		assertThat(result.exitCode()).isNotZero();
		assertThat(serving()).containsExactly("blue", "backend-deployment");
	}

	@Test
	void theAutoscalerMayAddAndRemovePodsMeanwhile() throws Exception {
		pod("pod-that-starts", "green", "False", "");
		pod("pod-that-ends", "green", "True", ",'deletionTimestamp':'2026-01-01T00:00:00Z'");
		pod("pod-that-is-removed", "green", "True", "");
		Commands.Result result = deploy("true");
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(result.output()).contains("green (registry/backend:2) serves; 200 requests, 0 errors");
		assertThat(serving()).containsExactly("green", "backend-deployment-green");
	}

	@Test
	void changesNothingWithoutATokenForTheSmokeTest() throws Exception {
		Commands.Result result = deploy("");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("TOKEN: is the access token of a user");
		assertThat(this.cluster.writes).isEmpty();
	}

	@Test
	void changesNothingWhereTwiceThePodsHaveNoSlots() throws Exception {
		this.cluster.get("Deployment", "backend-deployment").json().put("$.spec", "replicas", 31);
		Commands.Result result = deploy("true");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("31 pods serve", "the 60 of PLATFORM_DB_POOL_BUDGET_SLOTS");
		assertThat(this.cluster.writes).isEmpty();
		this.cluster.get("Deployment", "backend-deployment").json().put("$.spec", "replicas", 1);
		this.cluster.get("ConfigMap", "backend").json().put("$.data", "PLATFORM_DB_POOL_BUDGET_SLOTS", "2");
		assertThat(deploy("true").exitCode()).isZero();
	}

	@Test
	void goesBackToTheDeploymentThatWasKept() throws Exception {
		assertThat(goBack().output()).contains("There is no deployment backend-deployment-green to go back to");
		assertThat(this.cluster.writes).isEmpty();
		this.cluster.get("Deployment", "backend-deployment").json().put("$.spec", "replicas", 1);
		assertThat(deploy("true").exitCode()).isZero();
		this.cluster.writes.clear();
		Commands.Result result = goBack();
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(result.output()).contains("blue (registry.example.com/portfolio-backend:0.1.0) serves");
		assertThat(serving()).containsExactly("blue", "backend-deployment");
		assertThat(this.cluster.get("Deployment", "backend-deployment").is("$.spec.replicas", 1)).isTrue();
		assertThat(this.cluster.get("Deployment", "backend-deployment-green").is("$.spec.replicas", 0)).isTrue();
		assertThat(this.cluster.writes).as("pods before requests")
			.first()
			.asString()
			.contains("backend-deployment/scale");
	}

	@Test
	void goesBackWithAsManyPodsAsHaveSlots() throws Exception {
		serveGreen(2, "2");
		Commands.Result full = goBack();
		assertThat(full.exitCode()).isNotZero();
		assertThat(full.output()).contains("2 pods serve", "the 2 of PLATFORM_DB_POOL_BUDGET_SLOTS");
		assertThat(this.cluster.writes).isEmpty();
		this.cluster.get("ConfigMap", "backend").json().put("$.data", "PLATFORM_DB_POOL_BUDGET_SLOTS", "3");
		Commands.Result result = goBack();
		assertThat(result.exitCode()).as(result.output()).isZero();
		assertThat(result.output()).contains("1 pods take over from 2");
		assertThat(serving()).containsExactly("blue", "backend-deployment");
		assertThat(this.cluster.get("Deployment", "backend-deployment").is("$.spec.replicas", 1)).isTrue();
	}

	/**
	 * Of twenty pods one becomes ready here.
	 */
	@Test
	void leavesNoPodsWhereItDoesNotGoBack() throws Exception {
		serveGreen(40, "60");
		Commands.Result result = goBack();
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("did not become ready: green serves as before");
		assertThat(serving()).containsExactly("green", "backend-deployment-green");
		assertThat(this.cluster.writes).hasSize(2)
			.allMatch((write) -> write.startsWith("PATCH deployments/backend-deployment/scale"))
			.first()
			.asString()
			.contains("20");
		assertThat(this.cluster.get("Deployment", "backend-deployment").is("$.spec.replicas", 0)).isTrue();
	}

	@Test
	void refusesAnImageWithoutAVersion() throws Exception {
		assertThat(
				Commands.tryRun(Map.of("IMAGE", "registry:5000/backend"), "deploy/bin/blue-green-kubernetes").output())
			.contains("name its version");
		assertThat(this.cluster.writes).isEmpty();
	}

	private void pod(String name, String colour, String ready, String more) {
		this.cluster.cluster.add(Document.json(("{'kind':'Pod','apiVersion':'v1','metadata':{'name':'" + name
				+ "','labels':{'app.kubernetes.io/name':'backend','colour':'" + colour + "'}" + more
				+ "},'status':{'phase':'Running','conditions':[{'type':'Ready','status':'" + ready + "'}]}}")
			.replace('\'', '"')));
	}

	private void serveGreen(int pods, String slots) throws Exception {
		this.cluster.get("Deployment", "backend-deployment").json().put("$.spec", "replicas", 1);
		assertThat(deploy("true").exitCode()).isZero();
		this.cluster.get("Deployment", "backend-deployment-green").json().put("$.spec", "replicas", pods);
		this.cluster.get("ConfigMap", "backend").json().put("$.data", "PLATFORM_DB_POOL_BUDGET_SLOTS", slots);
		this.cluster.writes.clear();
	}

	private Commands.Result goBack() throws Exception {
		Map<String, String> environment = new HashMap<>(this.cluster.environment(this.directory));
		environment.put("READY_TIMEOUT", "3s");
		return Commands.tryRun(environment, "deploy/bin/go-back-kubernetes");
	}

	private List<String> serving() {
		return List.of(this.cluster.get("Service", "backend-service").text("$.spec.selector.colour"),
				this.cluster.get("HorizontalPodAutoscaler", "backend-hpa").text("$.spec.scaleTargetRef.name"));
	}

	private Commands.Result deploy(String smoke) throws Exception {
		return deploy(Map.of("SMOKE", smoke));
	}

	private Commands.Result deploy(Map<String, String> more) throws Exception {
		Map<String, String> environment = new HashMap<>(this.cluster.environment(this.directory));
		environment.putAll(Map.of("PATH", this.directory + ":" + System.getenv("PATH"), "CLUSTER", this.cluster.url(),
				"IMAGE", "registry/backend:2", "WATCH_SECONDS", "2"));
		environment.putAll(more);
		return Commands.tryRun(environment, "deploy/bin/blue-green-kubernetes");
	}

}
