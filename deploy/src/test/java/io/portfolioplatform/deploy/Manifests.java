package io.portfolioplatform.deploy;

import java.util.List;
import java.util.stream.Stream;

/**
 * The Kubernetes objects of a folder.
 *
 * @param documents the objects
 */
record Manifests(List<Document> documents) {

	List<Document> of(String kind) {
		return this.documents.stream().filter((document) -> document.kind().equals(kind)).toList();
	}

	List<Workload> workloads() {
		return this.documents.stream().flatMap(Workload::of).toList();
	}

	boolean has(String kind, String name) {
		return of(kind).stream().anyMatch((document) -> document.name().equals(name));
	}

	Stream<Container> containers() {
		return workloads().stream().flatMap((workload) -> workload.containers().stream());
	}

	/**
	 * A container with the workload it belongs to.
	 *
	 * @param workload the workload
	 * @param spec the container
	 */
	record Container(Workload workload, Document spec) {

		String id() {
			return this.workload.owner().id() + ", container " + this.spec.text("$.name");
		}

	}

}
