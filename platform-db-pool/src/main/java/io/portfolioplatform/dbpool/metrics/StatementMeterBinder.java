package io.portfolioplatform.dbpool.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.portfolioplatform.dbpool.statement.StatementListener;
import io.portfolioplatform.dbpool.statement.Statements;

/**
 * Shows how long statements take as {@code platform.dbpool.statements}, and how many
 * transactions repeated one too often as {@code platform.dbpool.statements.repeated}, by
 * the name of the statement.
 */
public final class StatementMeterBinder implements MeterBinder {

	private final Statements statements;

	/**
	 * Create the binder.
	 * @param statements what is shown
	 */
	public StatementMeterBinder(Statements statements) {
		this.statements = statements;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.statements.listen(new Meters(registry));
	}

	private static final class Meters implements StatementListener {

		private final MeterRegistry registry;

		private final Map<String, Timer> succeeded = new ConcurrentHashMap<>();

		private final Map<String, Timer> failed = new ConcurrentHashMap<>();

		Meters(MeterRegistry registry) {
			this.registry = registry;
		}

		@Override
		public void executed(String name, long nanos, boolean failed) {
			(failed ? this.failed : this.succeeded).computeIfAbsent(name, (key) -> timer(key, failed))
				.record(nanos, TimeUnit.NANOSECONDS);
		}

		private Timer timer(String name, boolean failed) {
			return Timer.builder("platform.dbpool.statements")
				.description("How long statements take until the database answers")
				.tag("statement", name)
				.tag("outcome", failed ? "failure" : "success")
				.register(this.registry);
		}

		@Override
		public void repeated(String name) {
			Counter.builder("platform.dbpool.statements.repeated")
				.description("Transactions that executed a statement more often than allowed")
				.tag("statement", name)
				.register(this.registry)
				.increment();
		}

	}

}
