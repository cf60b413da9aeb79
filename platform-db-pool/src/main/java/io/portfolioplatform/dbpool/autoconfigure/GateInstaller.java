package io.portfolioplatform.dbpool.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.zaxxer.hikari.HikariDataSource;
import io.portfolioplatform.dbpool.gate.Gate;
import io.portfolioplatform.dbpool.gate.GateSize;
import io.portfolioplatform.dbpool.jdbc.TimeLeft;
import io.portfolioplatform.dbpool.pool.GatedDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Replaces Spring Boot's Hikari pool by one with the same settings behind the gate, after
 * everything else has set it up. The bean that Spring closes is the replaced one, so this
 * closes the other, which is after the beans that use it, and then gives its lease back.
 */
final class GateInstaller implements DestructionAwareBeanPostProcessor, Ordered {

	private final ObjectProvider<Gate> gate;

	private final ObjectProvider<TimeLeft> timeLeft;

	private final ObjectProvider<LeaseInstaller> lease;

	private final Map<String, GatedDataSource> installed = new ConcurrentHashMap<>();

	GateInstaller(ObjectProvider<Gate> gate, ObjectProvider<TimeLeft> timeLeft, ObjectProvider<LeaseInstaller> lease) {
		this.gate = gate;
		this.timeLeft = timeLeft;
		this.lease = lease;
	}

	@Override
	public @Nullable Object postProcessAfterInitialization(Object bean, String beanName) {
		boolean replaceable = bean.getClass() == HikariDataSource.class && !((HikariDataSource) bean).isRunning();
		Gate gate = replaceable ? this.gate.getIfAvailable() : null;
		return (gate != null) ? install((HikariDataSource) bean, beanName, gate) : bean;
	}

	/**
	 * Each pool has a gate of its own: who holds a connection of one may queue for the
	 * other's. The bean, which is shown, is the first one's.
	 */
	private GatedDataSource install(HikariDataSource dataSource, String beanName, Gate shown) {
		Gate gate = this.installed.isEmpty() ? shown : new Gate(GateSize.of(0));
		GatedDataSource gated = new GatedDataSource(dataSource, gate, this.timeLeft.getObject());
		this.installed.put(beanName, gated);
		LeaseInstaller installer = this.lease.getIfAvailable();
		if (installer != null && installer.isLeased(dataSource)) {
			installer.start(gated, gate);
		}
		else {
			gate.resize(GateSize.of(dataSource.getMaximumPoolSize()));
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
		GatedDataSource gated = this.installed.remove(beanName);
		if (gated != null) {
			gated.close();
			this.lease.ifAvailable((installer) -> installer.stop(gated));
		}
	}

}
