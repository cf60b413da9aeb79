package io.portfolioplatform.dbpool.autoconfigure;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.lease.LeasedDbPool;
import io.portfolioplatform.dbpool.metrics.GateMeterBinder;
import io.portfolioplatform.dbpool.metrics.LeaseMeterBinder;
import io.portfolioplatform.dbpool.metrics.RefusalMeterBinder;
import io.portfolioplatform.dbpool.metrics.StatementMeterBinder;
import io.portfolioplatform.dbpool.refusal.Refusals;
import io.portfolioplatform.dbpool.statement.Statements;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the meters of the gate, of the lease, of refusals and of
 * statements, where Micrometer is on the class path.
 */
@AutoConfiguration(after = PlatformDbPoolAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(Gate.class)
public final class PlatformDbPoolMetricsAutoConfiguration {

	@Bean
	GateMeterBinder platformGateMeterBinder(Gate gate) {
		return new GateMeterBinder(gate);
	}

	@Bean
	@ConditionalOnBean(LeasedDbPool.class)
	LeaseMeterBinder platformLeaseMeterBinder(LeasedDbPool pool) {
		return new LeaseMeterBinder(pool);
	}

	@Bean
	RefusalMeterBinder platformRefusalMeterBinder(Refusals refusals) {
		return new RefusalMeterBinder(refusals);
	}

	@Bean
	StatementMeterBinder platformStatementMeterBinder(Statements statements) {
		return new StatementMeterBinder(statements);
	}

}
