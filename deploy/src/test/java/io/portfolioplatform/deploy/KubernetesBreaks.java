package io.portfolioplatform.deploy;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A change to one object of the manifests that breaks one rule.
 *
 * @param rule the rule
 * @param id the object
 * @param path what is changed
 * @param value what it becomes; nothing removes it
 */
record KubernetesBreaks(String rule, String id, String path, @Nullable Object value) {

	private static final String POD = "$.spec.template.spec";

	private static final String CONTAINER = POD + ".containers[0]";

	private static final String BACKEND = "Deployment/backend-deployment";

	private static final String REDIS = "Deployment/redis";

	private static final String SCALER = "HorizontalPodAutoscaler/backend-hpa";

	private static final String BUDGET = "PodDisruptionBudget/backend-pdb";

	private static final Map<String, Object> OTHER = Map.of("app", "other");

	/**
	 * At least one for each condition of each rule.
	 */
	static List<KubernetesBreaks> all() {
		return List.of(breaks("runs as nobody in particular", BACKEND, POD + ".securityContext.runAsNonRoot", false),
				breaks("runs as nobody in particular", REDIS, POD + ".securityContext.seccompProfile", null),
				breaks("runs as nobody in particular", REDIS, POD + ".securityContext.seccompProfile.type",
						"Unconfined"),
				breaks("runs as nobody in particular", REDIS, POD + ".securityContext.sysctls",
						List.of(Map.of("name", "net.core.somaxconn", "value", "1024"))),
				breaks("has no privileges", REDIS, CONTAINER + ".securityContext.allowPrivilegeEscalation", true),
				breaks("has no privileges", "Deployment/pgbouncer", CONTAINER + ".securityContext.capabilities", null),
				breaks("has no privileges", REDIS, CONTAINER + ".securityContext.capabilities.add",
						List.of("NET_ADMIN")),
				breaks("has no privileges", REDIS, CONTAINER + ".securityContext.privileged", true),
				breaks("has no privileges", REDIS, CONTAINER + ".securityContext.runAsNonRoot", false),
				breaks("has no privileges", "Job/migration", POD + ".initContainers",
						List.of(Map.of("name", "first", "image", "redis:8.0"))),
				breaks("has no privileges", "CronJob/backup",
						"$.spec.jobTemplate.spec.template.spec.containers[0].securityContext", null),
				breaks("keeps out of the host", BACKEND, POD + ".hostNetwork", true),
				breaks("keeps out of the host", BACKEND, POD + ".hostPID", true),
				breaks("keeps out of the host", BACKEND, POD + ".hostIPC", true),
				breaks("keeps out of the host", BACKEND, CONTAINER + ".ports[0].hostPort", 8080),
				breaks("keeps out of the host", BACKEND, POD + ".volumes[1]",
						Map.of("name", "tmp", "hostPath", Map.of("path", "/tmp"))),
				breaks("keeps out of the host", BACKEND, POD + ".volumes[1]",
						Map.of("name", "tmp", "nfs", Map.of("server", "x", "path", "/"))),
				breaks("keeps out of the host", BACKEND, CONTAINER + ".livenessProbe.httpGet.host", "10.0.0.1"),
				breaks("keeps out of the host", REDIS, CONTAINER + ".readinessProbe.tcpSocket.host", "10.0.0.1"),
				breaks("keeps out of the host", BACKEND, CONTAINER + ".lifecycle.preStop",
						Map.of("httpGet", Map.of("host", "10.0.0.1", "port", 80))),
				breaks("runs under a high user and group id", REDIS, POD + ".securityContext.runAsUser", 999),
				breaks("runs under a high user and group id", REDIS, POD + ".securityContext.runAsGroup", 999),
				breaks("runs under a high user and group id", REDIS, POD + ".securityContext.runAsGroup", null),
				breaks("writes nothing to its image", REDIS, CONTAINER + ".securityContext.readOnlyRootFilesystem",
						null),
				breaks("asks for and is limited in every resource", REDIS, CONTAINER + ".resources.requests.cpu", null),
				breaks("asks for and is limited in every resource", REDIS, CONTAINER + ".resources.requests.memory",
						null),
				breaks("asks for and is limited in every resource", REDIS,
						CONTAINER + ".resources.requests['ephemeral-storage']", null),
				breaks("asks for and is limited in every resource", REDIS, CONTAINER + ".resources.limits.cpu", null),
				breaks("asks for and is limited in every resource", REDIS, CONTAINER + ".resources.limits.memory",
						null),
				breaks("asks for and is limited in every resource", REDIS,
						CONTAINER + ".resources.limits['ephemeral-storage']", null),
				breaks("gets help before its memory ends", BACKEND, CONTAINER + ".resources.limits.memory", "768Mi"),
				breaks("gets help before its memory ends", SCALER, "$.spec.metrics[1].resource.target",
						Map.of("type", "Utilization", "averageUtilization", 115)),
				breaks("gets help before its memory ends", SCALER, "$.spec.metrics[1].resource.name", "cpu"),
				breaks("names the version of its image", REDIS, CONTAINER + ".image", "redis:latest"),
				breaks("names the version of its image", REDIS, CONTAINER + ".image", "registry:5000/redis"),
				breaks("names the version of its image", REDIS, CONTAINER + ".imagePullPolicy", "IfNotPresent"),
				breaks("names the version of its image", REDIS, CONTAINER + ".imagePullPolicy", null),
				breaks("declares the ports of its probes", BACKEND, CONTAINER + ".readinessProbe.httpGet.port",
						"admin"),
				breaks("declares the ports of its probes", BACKEND, CONTAINER + ".startupProbe.httpGet.port", 9090),
				breaks("declares the ports of its probes", REDIS, CONTAINER + ".readinessProbe.tcpSocket.port", 6380),
				breaks("is probed where its own threads answer", BACKEND, CONTAINER + ".readinessProbe.httpGet.port",
						"http"),
				breaks("is probed where its own threads answer", BACKEND, CONTAINER + ".livenessProbe.httpGet.port",
						8080),
				breaks("tells ready from alive", BACKEND, CONTAINER + ".livenessProbe.httpGet.path", "/readyz"),
				breaks("tells ready from alive", REDIS, CONTAINER + ".readinessProbe", null),
				breaks("tells ready from alive", REDIS, CONTAINER + ".livenessProbe",
						Map.of("tcpSocket", Map.of("port", "redis"))),
				// An exporter that fails must not decide whether Redis is ready.
				breaks("tells ready from alive", REDIS, POD + ".containers",
						List.of(Map.of("name", "redis", "readinessProbe", Map.of("tcpSocket", Map.of("port", "redis"))),
								Map.of("name", "redis-exporter", "readinessProbe",
										Map.of("tcpSocket", Map.of("port", "metrics"))))),
				breaks("has time to start before a rollout has failed", BACKEND, "$.spec.progressDeadlineSeconds", 600),
				breaks("has time to start before a rollout has failed", BACKEND, "$.spec.progressDeadlineSeconds",
						null),
				breaks("has time to start before a rollout has failed", BACKEND,
						CONTAINER + ".startupProbe.failureThreshold", 330),
				breaks("has time to start before a rollout has failed", BACKEND,
						CONTAINER + ".startupProbe.failureThreshold", null),
				breaks("has time to start before a rollout has failed", BACKEND,
						CONTAINER + ".startupProbe.periodSeconds", null),
				breaks("has an account of its own without a token", REDIS, POD + ".serviceAccountName", "default"),
				breaks("has an account of its own without a token", REDIS, POD + ".automountServiceAccountToken", null),
				breaks("takes secrets from files", "Deployment/pgbouncer", CONTAINER + ".env[1]",
						Map.of("name", "PGBOUNCER_PASSWORD", "value", "x")),
				breaks("takes secrets from files", "Deployment/pgbouncer", CONTAINER + ".env[1]",
						Map.of("name", "PGBOUNCER_PASSWORD", "valueFrom",
								Map.of("secretKeyRef", Map.of("name", "pgbouncer", "key", "app_password")))),
				breaks("takes secrets from files", BACKEND, CONTAINER + ".envFrom[0]",
						Map.of("secretRef", Map.of("name", "backend"))),
				breaks("holds no secret", "ConfigMap/backend", "$.data.SUPABASE_JWT_SECRET", "x"),
				breaks("holds no secret", "ConfigMap/backend", "$.data.REPLICA", "postgresql://portfolio_app:x@db/x"),
				breaks("spreads over hosts, with a priority", REDIS, POD + ".priorityClassName", "none"),
				breaks("spreads over hosts, with a priority", REDIS, POD + ".topologySpreadConstraints", null),
				breaks("spreads over hosts, with a priority", REDIS,
						POD + ".topologySpreadConstraints[0].labelSelector.matchLabels", OTHER),
				breaks("spreads over hosts, with a priority", REDIS, POD + ".topologySpreadConstraints[0].topologyKey",
						"rack"),
				breaks("spreads over hosts, with a priority", REDIS, POD + ".affinity", null),
				breaks("spreads over hosts, with a priority", REDIS,
						POD + ".affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]"
								+ ".podAffinityTerm.topologyKey",
						"topology.kubernetes.io/zone"),
				breaks("spreads over hosts, with a priority", REDIS,
						POD + ".affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]"
								+ ".podAffinityTerm.labelSelector.matchLabels",
						OTHER),
				breaks("leaves time to drain", BACKEND, POD + ".terminationGracePeriodSeconds", 30),
				breaks("leaves time to drain", BACKEND, CONTAINER + ".lifecycle.preStop.sleep.seconds", 20),
				breaks("leaves time to drain", "ConfigMap/backend", "$.data.PLATFORM_HEALTH_DRAIN_DELAY", "30s"),
				breaks("leaves time to drain", "ConfigMap/backend",
						"$.data.SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", "30s"),
				breaks("knows when it is killed", BACKEND, POD + ".terminationGracePeriodSeconds", 64),
				breaks("knows when it is killed", "ConfigMap/backend", "$.data.PLATFORM_HEALTH_DRAIN_BUDGET", "65s"),
				breaks("knows when it is killed", "ConfigMap/backend", "$.data.PLATFORM_HEALTH_DRAIN_BUDGET", null),
				breaks("refuses pods that are not restricted", "Namespace", "$.kind", "ConfigMap"),
				breaks("refuses pods that are not restricted", "Namespace", "$.metadata.labels", null),
				breaks("refuses pods that are not restricted", "Namespace",
						"$.metadata.labels['pod-security.kubernetes.io/enforce']", "baseline"),
				breaks("leaves the number of pods to the autoscaler", BACKEND, "$.spec.replicas", 3),
				breaks("scales an existing deployment from 3 pods up", SCALER, "$.spec.minReplicas", 2),
				breaks("scales an existing deployment from 3 pods up", SCALER, "$.spec.maxReplicas", 3),
				breaks("scales an existing deployment from 3 pods up", SCALER, "$.spec.scaleTargetRef.name", "backend"),
				breaks("survives drained nodes", BUDGET, "$.kind", "ConfigMap"),
				breaks("survives drained nodes", BUDGET, "$.spec.maxUnavailable", 0),
				breaks("survives drained nodes", BUDGET, "$.spec.maxUnavailable", "0%"),
				breaks("survives drained nodes", BUDGET, "$.spec.maxUnavailable", "100%"),
				breaks("survives drained nodes", BUDGET, "$.spec.maxUnavailable", null),
				breaks("survives drained nodes", BUDGET, "$.spec.minAvailable", 2),
				breaks("survives drained nodes", BUDGET, "$.spec",
						Map.of("minAvailable", 5, "unhealthyPodEvictionPolicy", "AlwaysAllow", "selector",
								Map.of("matchLabels", Map.of("app.kubernetes.io/name", "backend")))),
				breaks("survives drained nodes", BUDGET, "$.spec",
						Map.of("minAvailable", "90%", "unhealthyPodEvictionPolicy", "AlwaysAllow", "selector",
								Map.of("matchLabels", Map.of("app.kubernetes.io/name", "backend")))),
				breaks("survives drained nodes", BUDGET, "$.spec.unhealthyPodEvictionPolicy", "IfHealthyBudget"),
				breaks("survives drained nodes", BUDGET, "$.spec.selector.matchLabels", OTHER),
				breaks("survives drained nodes", REDIS, "$.spec.replicas", 2),
				breaks("allows each workload only its own traffic", "NetworkPolicy/redis", "$.spec.egress", null),
				breaks("allows each workload only its own traffic", "NetworkPolicy/redis", "$.spec.ingress", null),
				breaks("allows each workload only its own traffic", "NetworkPolicy/redis", "$.spec.policyTypes",
						List.of("Ingress")),
				breaks("allows each workload only its own traffic", "NetworkPolicy/pgbouncer",
						"$.spec.podSelector.matchLabels", Map.of("app.kubernetes.io/name", "redis")),
				breaks("allows each workload only its own traffic", "NetworkPolicy/default-deny", "$.spec.podSelector",
						Map.of("matchLabels", Map.of("a", "b"))),
				breaks("allows each workload only its own traffic", "NetworkPolicy/default-deny", "$.spec.policyTypes",
						List.of("Ingress")),
				breaks("allows each workload only its own traffic", "NetworkPolicy/default-deny", "$.spec.egress",
						List.of(Map.of())),
				breaks("replaces pods without a gap", BACKEND, "$.spec.strategy.rollingUpdate.maxUnavailable", 1),
				breaks("replaces pods without a gap", BACKEND, "$.spec.strategy.type", "Recreate"),
				breaks("replaces pods without a gap", BACKEND, "$.spec.minReadySeconds", null),
				breaks("runs one Redis at a time", REDIS, "$.spec.strategy.type", "RollingUpdate"),
				breaks("runs one Redis at a time", REDIS, "$.spec.replicas", 2),
				breaks("starts late rather than never, and leaves its failures to be seen", "CronJob/backup",
						"$.spec.startingDeadlineSeconds", null),
				breaks("starts late rather than never, and leaves its failures to be seen", "CronJob/backup",
						"$.spec.jobTemplate.spec.template.spec.restartPolicy", "Always"),
				breaks("starts late rather than never, and leaves its failures to be seen", "CronJob/backup",
						"$.spec.jobTemplate.spec.ttlSecondsAfterFinished", 60),
				breaks("goes away when it is done", "Job/migration", "$.spec.ttlSecondsAfterFinished", null),
				breaks("goes away when it is done", "Job/migration", "$.spec.activeDeadlineSeconds", null),
				breaks("goes away when it is done", "Job/migration", POD + ".restartPolicy", null),
				breaks("is reached through the Ingress only", "Service/backend-service", "$.spec.type", "NodePort"),
				breaks("is reached through the Ingress only", "Service/redis", "$.spec.type", "LoadBalancer"),
				breaks("routes to pods that exist", "Service/backend-service", "$.spec.selector", OTHER),
				breaks("routes to pods that exist", "Service/backend-service", "$.spec.ports[0].targetPort", "web"),
				breaks("routes to pods that exist", "Ingress/portfolio",
						"$.spec.rules[0].http.paths[0].backend.service.name", "backend"),
				breaks("routes to pods that exist", "Ingress/portfolio",
						"$.spec.rules[0].http.paths[0].backend.service.port.name", "web"),
				breaks("selects its own pods", REDIS, "$.spec.selector.matchLabels", OTHER),
				breaks("speaks TLS", "Ingress/portfolio", "$.spec.tls", null),
				breaks("speaks TLS", "Ingress/portfolio", "$.spec.tls[0].secretName", null),
				breaks("speaks TLS", "Ingress/portfolio", "$.spec.tls[0].hosts", List.of("another.example.com")),
				limit("limit-rps", "1000"), limit("limit-rps", null), limit("limit-burst-multiplier", null),
				limit("limit-connections", null), limit("proxy-body-size", "1g"), limit("proxy-connect-timeout", "60"),
				limit("proxy-next-upstream", "error timeout non_idempotent"),
				breaks("answers to the hosts of the Ingress only", "ConfigMap/backend", "$.data.ALLOWED_HOSTS", ""),
				breaks("answers to the hosts of the Ingress only", "ConfigMap/backend", "$.data.ALLOWED_HOSTS",
						"portfolio.example.com,localhost,*"),
				breaks("answers to the hosts of the Ingress only", "Ingress/portfolio", "$.spec.rules[0].host",
						"other.example.com"),
				breaks("refers to configuration that exists", BACKEND, CONTAINER + ".envFrom[0].configMapRef.name",
						"other"),
				breaks("opens only ports that somebody listens on", "NetworkPolicy/redis",
						"$.spec.ingress[0].ports[0].port", "http"),
				breaks("opens only ports that somebody listens on", "NetworkPolicy/backend",
						"$.spec.egress[0].ports[0].port", 5432),
				breaks("keeps connections longer than the Ingress controller", "ConfigMap/backend",
						"$.data.SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT", "20s"),
				breaks("keeps connections longer than the Ingress controller", "ConfigMap/backend",
						"$.data.SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT", null),
				breaks("stays within the connection budget at its largest", "ConfigMap/backend",
						"$.data.PLATFORM_DB_POOL_BUDGET_LIMIT", "100"),
				breaks("stays within the connection budget at its largest", SCALER, "$.spec.maxReplicas", 100));
	}

	private static KubernetesBreaks limit(String annotation, @Nullable String value) {
		return breaks("limits callers", "Ingress/portfolio",
				"$.metadata.annotations['nginx.ingress.kubernetes.io/" + annotation + "']", value);
	}

	private static KubernetesBreaks breaks(String rule, String id, String path, @Nullable Object value) {
		return new KubernetesBreaks(rule, id, path, value);
	}

	/**
	 * Makes the change.
	 * @param manifests what has the object
	 */
	void apply(Manifests manifests) {
		Document document = manifests.documents()
			.stream()
			.filter((candidate) -> candidate.id().equals(this.id) || candidate.kind().equals(this.id))
			.findFirst()
			.orElseThrow();
		int bracket = this.path.lastIndexOf("['");
		int field = (bracket > 0) ? bracket : this.path.lastIndexOf('.');
		if (this.value == null) {
			document.json().delete(this.path);
		}
		else if (this.path.endsWith("]") && bracket < 0) {
			document.json().set(this.path, this.value);
		}
		else {
			document.json()
				.put(this.path.substring(0, field), this.path.substring(field).replaceAll("^[.]|^\\['|']$", ""),
						this.value);
		}
	}

}
