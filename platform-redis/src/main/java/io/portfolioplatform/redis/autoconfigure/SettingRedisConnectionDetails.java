package io.portfolioplatform.redis.autoconfigure;

import io.portfolioplatform.redis.RedisConnectionDetails;

/**
 * {@link RedisConnectionDetails} from a property or an environment variable.
 */
class SettingRedisConnectionDetails implements RedisConnectionDetails {

	private final RedisUrlSetting setting;

	SettingRedisConnectionDetails(RedisUrlSetting setting) {
		this.setting = setting;
	}

	@Override
	public String url() {
		return this.setting.url();
	}

	@Override
	public String source() {
		return this.setting.name();
	}

}
