package io.portfolioplatform.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules about pods and their containers.
 */
final class PodRules {

	private static final Set<String> OF_A_POD = Set.of("runAsNonRoot", "runAsUser", "runAsGroup", "fsGroup",
			"seccompProfile");

	private static final Set<String> OF_A_CONTAINER = Set.of("allowPrivilegeEscalation", "readOnlyRootFilesystem",
			"capabilities");

	/** What the restricted Pod Security Standard allows. */
	private static final Set<String> VOLUMES = Set.of("configMap", "csi", "downwardAPI", "emptyDir", "ephemeral",
			"persistentVolumeClaim", "projected", "secret");

	private PodRules() {
	}

	static List<Rule> all() {
		return List.of(
				pods("runs as nobody in particular",
						(pod) -> pod.is("$.spec.securityContext.runAsNonRoot", true)
								&& pod.is("$.spec.securityContext.seccompProfile.type", "RuntimeDefault")
								&& OF_A_POD.containsAll(pod.fields("$.spec.securityContext"))),
				// Nothing else: a container could take back what its pod gave up.
				containers("has no privileges",
						(container) -> container.is("$.securityContext.allowPrivilegeEscalation", false)
								&& container.is("$.securityContext.capabilities", Map.of("drop", List.of("ALL")))
								&& OF_A_CONTAINER.containsAll(container.fields("$.securityContext"))),
				pods("keeps out of the host", PodRules::keepsOutOfTheHost),
				pods("runs under a high user and group id",
						(pod) -> pod.number("$.spec.securityContext.runAsUser") >= 10_000
								&& pod.number("$.spec.securityContext.runAsGroup") >= 10_000),
				containers("writes nothing to its image",
						(container) -> container.is("$.securityContext.readOnlyRootFilesystem", true)),
				containers("asks for and is limited in every resource", PodRules::hasResources),
				containers("names the version of its image", PodRules::namesItsVersion),
				containers("declares the ports of its probes", PodRules::declaresProbePorts),
				containers("is probed where its own threads answer", PodRules::isProbedAtItsManagementPort),
				new Rule("gets help before its memory ends", PodRules::getsHelpBeforeItsMemoryEnds),
				new Rule("tells ready from alive", PodRules::tellsReadyFromAlive),
				new Rule("has time to start before a rollout has failed", PodRules::hasTimeToStart),
				new Rule("has an account of its own without a token", PodRules::hasItsOwnAccount),
				containers("takes secrets from files", PodRules::takesSecretsFromFiles),
				new Rule("spreads over hosts, with a priority", PodRules::spreads),
				new Rule("leaves time to drain", PodRules::leavesTimeToDrain),
				new Rule("knows when it is killed", PodRules::knowsWhenItIsKilled));
	}

	private static Rule pods(String name, Predicate<Document> complies) {
		return new Rule(name,
				(manifests) -> manifests.workloads()
					.stream()
					.filter((workload) -> !complies.test(workload.template()))
					.map((workload) -> workload.owner().id())
					.toList());
	}

	private static Rule containers(String name, Predicate<Document> complies) {
		return new Rule(name,
				(manifests) -> manifests.containers()
					.filter((container) -> !complies.test(container.spec()))
					.map(Manifests.Container::id)
					.toList());
	}

	private static boolean keepsOutOfTheHost(Document pod) {
		return Stream.of("hostNetwork", "hostPID", "hostIPC").noneMatch((field) -> pod.has("$.spec." + field))
				&& pod.parts("$.spec.volumes[*]")
					.stream()
					.allMatch((volume) -> volume.fields("$")
						.stream()
						.allMatch((field) -> field.equals("name") || VOLUMES.contains(field)))
				&& Stream.of("containers", "initContainers")
					.flatMap((kind) -> pod.parts("$.spec." + kind + "[*]").stream())
					.allMatch((container) -> container.all("$.ports[*].hostPort").isEmpty()
							&& container.all("$..httpGet.host").isEmpty()
							&& container.all("$..tcpSocket.host").isEmpty());
	}

	private static boolean hasResources(Document container) {
		return Stream.of("requests", "limits")
			.allMatch((kind) -> Stream.of("cpu", "memory", "ephemeral-storage")
				.allMatch((resource) -> container.has("$.resources." + kind + "['" + resource + "']")));
	}

	/**
	 * The autoscaler counts in parts of the request and lets a tenth pass; at its limit a
	 * container is killed. A tenth of the limit is left when pods are added.
	 */
	private static List<String> getsHelpBeforeItsMemoryEnds(Manifests manifests) {
		Map<String, Integer> targets = manifests.of("HorizontalPodAutoscaler")
			.stream()
			.collect(Collectors.toMap((scaler) -> scaler.text("$.spec.scaleTargetRef.name"),
					(scaler) -> scaler.parts("$.spec.metrics[*].resource")
						.stream()
						.filter((resource) -> resource.is("$.name", "memory"))
						.mapToInt((resource) -> resource.number("$.target.averageUtilization"))
						.sum()));
		return manifests.containers().filter((container) -> {
			Integer target = targets.get(container.workload().owner().name());
			int request = mebibytes(container.spec().text("$.resources.requests.memory"));
			int limit = mebibytes(container.spec().text("$.resources.limits.memory"));
			return target != null && (target == 0 || target * 11 * request > 900 * limit);
		}).map(Manifests.Container::id).toList();
	}

	private static int mebibytes(String text) {
		int number = text.matches("\\d+[GM]i") ? Integer.parseInt(text.substring(0, text.length() - 2)) : 0;
		return text.endsWith("Gi") ? 1024 * number : number;
	}

	private static boolean namesItsVersion(Document container) {
		String image = container.text("$.image");
		String tag = image.substring(image.lastIndexOf('/') + 1);
		return tag.contains(":") && !tag.endsWith(":latest") && container.is("$.imagePullPolicy", "Always");
	}

	private static boolean declaresProbePorts(Document container) {
		List<Object> declared = new ArrayList<>(container.all("$.ports[*].name"));
		declared.addAll(container.all("$.ports[*].containerPort"));
		return Stream.of("startupProbe", "readinessProbe", "livenessProbe")
			.flatMap((probe) -> Stream.of(container.value("$." + probe + ".httpGet.port"),
					container.value("$." + probe + ".tcpSocket.port")))
			.filter(Objects::nonNull)
			.allMatch(declared::contains);
	}

	/**
	 * The main port's threads may all be busy; management has its own.
	 */
	private static boolean isProbedAtItsManagementPort(Document container) {
		return Stream.of("startupProbe", "readinessProbe", "livenessProbe")
			.map((probe) -> container.value("$." + probe + ".httpGet.port"))
			.filter(Objects::nonNull)
			.allMatch("management"::equals);
	}

	/**
	 * A pod is ready only while all its containers run: nothing stands beside the one
	 * that serves.
	 */
	private static List<String> tellsReadyFromAlive(Manifests manifests) {
		return manifests.containers().filter((container) -> container.workload().isDeployment()).filter((container) -> {
			Document spec = container.spec();
			return container.workload().template().all("$.spec.containers[*]").size() > 1
					|| spec.value("$.readinessProbe") == null
					|| handler(spec, "readinessProbe").equals(handler(spec, "livenessProbe"));
		}).map(Manifests.Container::id).toList();
	}

	private static List<String> handler(Document container, String probe) {
		return Stream.of("httpGet.path", "httpGet.port", "tcpSocket.port", "exec.command")
			.map((field) -> container.text("$." + probe + "." + field))
			.toList();
	}

	/**
	 * Without its own numbers a probe has the server's, which would be easily overlooked.
	 */
	private static List<String> hasTimeToStart(Manifests manifests) {
		return manifests.containers().filter((container) -> container.workload().isDeployment()).filter((container) -> {
			int deadline = container.workload().owner().number("$.spec.progressDeadlineSeconds");
			int tries = container.spec().number("$.startupProbe.failureThreshold");
			int period = container.spec().number("$.startupProbe.periodSeconds");
			return container.spec().has("$.startupProbe") && (tries == 0 || period == 0 || deadline <= tries * period);
		}).map(Manifests.Container::id).toList();
	}

	private static List<String> hasItsOwnAccount(Manifests manifests) {
		return manifests.workloads()
			.stream()
			.filter((workload) -> !workload.template().is("$.spec.automountServiceAccountToken", false)
					|| !manifests.has("ServiceAccount", workload.template().text("$.spec.serviceAccountName")))
			.map((workload) -> workload.owner().id())
			.toList();
	}

	private static boolean takesSecretsFromFiles(Document container) {
		return container.all("$.env[*].valueFrom.secretKeyRef").isEmpty()
				&& container.all("$.envFrom[*].secretRef").isEmpty()
				&& container.parts("$.env[*]")
					.stream()
					.noneMatch((variable) -> variable.has("$.value") && variable.text("$.name")
						.matches(".*(PASSWORD|TOKEN|SECRET|_KEY|DATABASE_URL|REDIS_URL)"));
	}

	private static List<String> spreads(Manifests manifests) {
		return manifests.workloads()
			.stream()
			.filter((workload) -> !manifests.has("PriorityClass", workload.template().text("$.spec.priorityClassName"))
					|| workload.isDeployment()
							&& !(isSelected(workload, "$.spec.topologySpreadConstraints[*].labelSelector.matchLabels")
									&& isSelected(workload, "$.spec.affinity.podAntiAffinity..matchLabels")
									&& keys(workload, "$.spec.topologySpreadConstraints[*].topologyKey",
											"kubernetes.io/hostname", "topology.kubernetes.io/zone")
									&& keys(workload, "$.spec.affinity.podAntiAffinity..topologyKey",
											"kubernetes.io/hostname")))
			.map((workload) -> workload.owner().id())
			.toList();
	}

	private static boolean keys(Workload workload, String path, String... allowed) {
		List<Object> keys = workload.template().all(path);
		return !keys.isEmpty() && List.of(allowed).containsAll(keys);
	}

	private static boolean isSelected(Workload workload, String path) {
		List<Object> selectors = workload.template().all(path);
		return !selectors.isEmpty() && selectors.stream().allMatch(workload::isSelectedBy);
	}

	/**
	 * The grace period holds preStop, the drain, two phases of Spring's shutdown, which
	 * each have their own timeout, and 5 s to spare.
	 */
	private static List<String> leavesTimeToDrain(Manifests manifests) {
		Map<String, Integer> phases = manifests.of("ConfigMap")
			.stream()
			.collect(Collectors.toMap(Document::name, PodRules::shutdownSeconds));
		return manifests.workloads()
			.stream()
			.filter(Workload::isDeployment)
			.filter((workload) -> workload.template()
				.number("$.spec.terminationGracePeriodSeconds") < neededSeconds(workload, phases))
			.map((workload) -> workload.owner().id())
			.toList();
	}

	private static int neededSeconds(Workload workload, Map<String, Integer> phases) {
		int application = configMaps(workload).mapToInt((name) -> phases.getOrDefault(name, 0)).sum();
		return preStopSeconds(workload) + application + 5;
	}

	/**
	 * The budget that the application counts with is the grace period without preStop, in
	 * which it does not know yet.
	 */
	private static List<String> knowsWhenItIsKilled(Manifests manifests) {
		Map<String, String> budgets = manifests.of("ConfigMap")
			.stream()
			.collect(Collectors.toMap(Document::name, (map) -> map.text("$.data.PLATFORM_HEALTH_DRAIN_BUDGET")));
		return manifests.workloads().stream().filter(Workload::isDeployment).filter((workload) -> {
			int left = workload.template().number("$.spec.terminationGracePeriodSeconds") - preStopSeconds(workload);
			return configMaps(workload).anyMatch((name) -> !(left + "s").equals(budgets.get(name)));
		}).map((workload) -> workload.owner().id()).toList();
	}

	private static Stream<String> configMaps(Workload workload) {
		return workload.template()
			.all("$.spec.containers[*].envFrom[*].configMapRef.name")
			.stream()
			.map(Object::toString);
	}

	private static int preStopSeconds(Workload workload) {
		return workload.template()
			.all("$.spec.containers[*].lifecycle.preStop.sleep.seconds")
			.stream()
			.mapToInt((seconds) -> (Integer) seconds)
			.sum();
	}

	private static int shutdownSeconds(Document configMap) {
		String phase = configMap.text("$.data.SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE").replace("s", "");
		String drain = configMap.text("$.data.PLATFORM_HEALTH_DRAIN_DELAY").replace("s", "");
		return 2 * (phase.isEmpty() ? 0 : Integer.parseInt(phase)) + (drain.isEmpty() ? 0 : Integer.parseInt(drain));
	}

}
