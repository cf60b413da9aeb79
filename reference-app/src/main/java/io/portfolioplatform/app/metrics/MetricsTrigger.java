package io.portfolioplatform.app.metrics;

import io.portfolioplatform.app.jobs.JobQueue;
import io.portfolioplatform.app.portfolio.PortfolioChanged;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Queues the job in the transaction of the change: both are there or neither.
 */
@Component
class MetricsTrigger {

	private final MetricsRevisions revisions;

	private final JobQueue queue;

	private final MetricsProperties properties;

	MetricsTrigger(MetricsRevisions revisions, JobQueue queue, MetricsProperties properties) {
		this.revisions = revisions;
		this.queue = queue;
		this.properties = properties;
	}

	@EventListener
	void queue(PortfolioChanged change) {
		this.revisions.changed(change.user());
		this.queue.add(MetricsJobs.RECOMPUTE, change.user().toString(), this.properties.delay());
	}

}
