package io.portfolioplatform.redis.autoconfigure;

import io.portfolioplatform.redis.RedisConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * {@link RedisConnectionDetails} from a property or an environment variable.
 */
class SettingRedisConnectionDetails implements RedisConnectionDetails {

	private final RedisUrlSetting setting;

	private final @Nullable SslBundle sslBundle;

	SettingRedisConnectionDetails(RedisUrlSetting setting, @Nullable SslBundle sslBundle) {
		this.setting = setting;
		this.sslBundle = sslBundle;
	}

	@Override
	public String url() {
		return this.setting.url();
	}

	@Override
	public @Nullable SslBundle sslBundle() {
		return this.sslBundle;
	}

	@Override
	public String source() {
		return this.setting.name();
	}

}
