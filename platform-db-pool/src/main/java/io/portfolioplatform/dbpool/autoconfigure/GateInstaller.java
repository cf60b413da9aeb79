package io.portfolioplatform.dbpool.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.dbpool.lease.LeaseKeeper;
import io.portfolioplatform.dbpool.pool.GatedDataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Sets a Hikari pool up, after everything else has, and replaces it by one with the same
 * settings behind the gate; says of which it cannot. The bean that Spring closes is the
 * replaced one, so this closes the other, which is after the beans that use it, and then
 * gives its lease back.
 */
final class GateInstaller implements DestructionAwareBeanPostProcessor, Ordered {

	private static final Logger LOGGER = LoggerFactory.getLogger(GateInstaller.class);

	private static final String CURE = "Create it with new HikariDataSource() and setters, or with DataSourceBuilder, and "
			+ "let nothing connect while it is initialised.";

	private final ObjectProvider<BudgetedPools> pools;

	private final ObjectProvider<HikariPoolCustomizer> customizer;

	private final ObjectProvider<Gate> gate;

	private final ObjectProvider<TimeLeft> timeLeft;

	private final Map<String, Runnable> installed = new ConcurrentHashMap<>();

	private volatile boolean met;

	GateInstaller(ObjectProvider<BudgetedPools> pools, ObjectProvider<HikariPoolCustomizer> customizer,
			ObjectProvider<Gate> gate, ObjectProvider<TimeLeft> timeLeft) {
		this.pools = pools;
		this.customizer = customizer;
		this.gate = gate;
		this.timeLeft = timeLeft;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof HikariDataSource dataSource)) {
			return bean;
		}
		boolean included = bean instanceof GatedDataSource || this.pools.getObject().include(dataSource);
		if (included || dataSource.getJdbcUrl() != null) {
			this.met = true;
		}
		if (bean instanceof GatedDataSource) {
			return bean;
		}
		if (!included) {
			sayThatItIsLeft(dataSource, beanName);
			return bean;
		}
		if (dataSource.isRunning()) {
			refuseOrWarn(true,
					"The pool '" + beanName + "' runs since it was created, so nothing of platform-db-pool applies "
							+ "to it: its connections are not part of the budget, and pass no gate");
			return bean;
		}
		HikariPoolCustomizer customizer = this.customizer.getObject();
		int most = customizer.customize(dataSource, beanName);
		if (dataSource.getClass() != HikariDataSource.class) {
			refuseOrWarn(false, "The pool '" + beanName + "' is of a subclass, " + dataSource.getClass().getName()
					+ ", which cannot be put behind the gate");
			return bean;
		}
		Gate gate = this.gate.getIfAvailable();
		return (gate != null) ? install(dataSource, beanName, gate, customizer.lease(), most) : bean;
	}

	/**
	 * Return whether any bean was a Hikari pool of which it is known where it connects
	 * to, be it one that was left as it is.
	 */
	boolean hasMetPool() {
		return this.met;
	}

	private static void sayThatItIsLeft(HikariDataSource dataSource, String beanName) {
		if (dataSource.getJdbcUrl() != null) {
			LOGGER
				.info("The pool '{}' is left as it is: it connects to another server than the application's budget is "
						+ "for.", beanName);
		}
		else {
			LOGGER.warn("The pool '{}' is left as it is, without budget and gate: it names no URL, and there are other "
					+ "data sources. Set its jdbcUrl to what its data source connects to.", beanName);
		}
	}

	private void refuseOrWarn(boolean withoutClaims, String problem) {
		this.pools.getObject().refuseWithout(withoutClaims, problem, CURE);
		LOGGER.warn("{}. {}", problem, CURE);
	}

	/**
	 * Each pool has a gate of its own: who holds a connection of one may queue for the
	 * other's. The bean, which is shown, is the first one's.
	 */
	private GatedDataSource install(HikariDataSource dataSource, String beanName, Gate shown,
			@Nullable LeaseInstaller lease, int most) {
		Gate gate = this.installed.isEmpty() ? shown : new Gate(GateSize.of(0));
		GatedDataSource gated = new GatedDataSource(dataSource, gate, this.timeLeft.getObject());
		if (lease != null) {
			LeaseKeeper keeper = lease.start(gated, gate, most);
			this.installed.put(beanName, () -> {
				gated.close();
				keeper.close();
			});
		}
		else {
			gate.resize(GateSize.of(most));
			this.installed.put(beanName, gated::close);
		}
		return gated;
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return bean instanceof HikariDataSource;
	}

	/**
	 * Before what wraps the pool, such as Spring Boot's lazy connections.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		Runnable closing = this.installed.remove(beanName);
		if (closing != null) {
			closing.run();
		}
	}

}
