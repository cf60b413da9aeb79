package io.portfolioplatform.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code blue-green-kubernetes} asks a cluster, against a server that answers as one
 * would: no cluster runs here.
 */
@EnabledIf("io.portfolioplatform.deploy.Commands#haveKubectl")
class BlueGreenKubernetesTests {

	private FakeApiServer cluster;

	@BeforeEach
	void start() throws IOException {
		this.cluster = FakeApiServer.start(Document.load(Path.of("k8s/base")));
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
		assertThat(List.copyOf(this.cluster.writes).get(0)).as("pinned before there are new pods")
			.startsWith("PATCH services/backend-service")
			.contains("blue");
		assertThat(deploy("true").exitCode()).isZero();
		assertThat(serving()).as("and back").containsExactly("blue", "backend-deployment");
	}

	@Test
	void aVersionThatFailsItsSmokeTestNeverServes() throws Exception {
		Commands.Result result = deploy("false");
		assertThat(result.exitCode()).isNotZero();
		assertThat(result.output()).contains("smoke test", "serves as before");
		assertThat(serving()).containsExactly("blue", "backend-deployment");
		assertThat(this.cluster.writes).noneMatch((write) -> write.contains("\"colour\":\"green\""));
		assertThat(this.cluster.get("Deployment", "backend-deployment-green").is("$.spec.replicas", 0)).isTrue();
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
	void refusesAnImageWithoutAVersion() throws Exception {
		assertThat(
				Commands.tryRun(Map.of("IMAGE", "registry:5000/backend"), "deploy/bin/blue-green-kubernetes").output())
			.contains("name its version");
		assertThat(this.cluster.writes).isEmpty();
	}

	private List<String> serving() {
		return List.of(this.cluster.get("Service", "backend-service").text("$.spec.selector.colour"),
				this.cluster.get("HorizontalPodAutoscaler", "backend-hpa").text("$.spec.scaleTargetRef.name"));
	}

	private Commands.Result deploy(String smoke) throws Exception {
		Path configuration = Path.of("target/kubeconfig-" + this.cluster.hashCode());
		Files.writeString(configuration,
				"{apiVersion: v1, kind: Config, current-context: fake, clusters: [{name: fake, cluster: {server: '"
						+ this.cluster.url()
						+ "'}}], contexts: [{name: fake, context: {cluster: fake, user: fake}}], users: [{name: fake, user: {}}]}");
		Map<String, String> environment = new HashMap<>();
		environment.put("KUBECONFIG", configuration.toAbsolutePath().toString());
		environment.put("KUBECACHEDIR", Path.of("target/kube-cache").toAbsolutePath().toString());
		environment.put("IMAGE", "registry/backend:2");
		environment.put("SMOKE", smoke);
		environment.put("WATCH_SECONDS", "2");
		return Commands.tryRun(environment, "deploy/bin/blue-green-kubernetes");
	}

}
