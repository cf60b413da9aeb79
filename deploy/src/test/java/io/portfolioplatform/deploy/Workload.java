package io.portfolioplatform.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What starts pods.
 *
 * @param owner the Deployment or CronJob
 * @param template its pod template
 */
record Workload(Document owner, Document template) {

	private static final Map<String, String> TEMPLATES = Map.of("Deployment", "$.spec.template", "Job",
			"$.spec.template", "CronJob", "$.spec.jobTemplate.spec.template");

	static Stream<Workload> of(Document document) {
		String path = TEMPLATES.get(document.kind());
		return (path != null && document.has(path)) ? Stream.of(new Workload(document, document.part(path)))
				: Stream.empty();
	}

	boolean isDeployment() {
		return this.owner.kind().equals("Deployment");
	}

	Object labels() {
		Object labels = this.template.value("$.metadata.labels");
		return (labels != null) ? labels : Map.of();
	}

	/**
	 * Return whether a selector's labels are all the pods' own.
	 * @param selector the labels
	 * @return whether it selects the pods
	 */
	boolean isSelectedBy(Object selector) {
		return selector instanceof Map<?, ?> wanted && !wanted.isEmpty() && labels() instanceof Map<?, ?> labels
				&& labels.entrySet().containsAll(wanted.entrySet());
	}

	List<Manifests.Container> containers() {
		return Stream.of("$.spec.initContainers[*]", "$.spec.containers[*]")
			.flatMap((path) -> this.template.parts(path).stream())
			.map((container) -> new Manifests.Container(this, container))
			.toList();
	}

}
