package io.portfolioplatform.redis.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if one of the {@linkplain RedisUrlSetting#NAMES settings} holds a URL.
 */
class OnRedisUrlCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Redis URL");
		RedisUrlSetting setting = RedisUrlSetting.find(context.getEnvironment());
		return (setting != null) ? ConditionOutcome.match(message.foundExactly(setting.name()))
				: ConditionOutcome.noMatch(message.didNotFind("setting").items(RedisUrlSetting.NAMES));
	}

}
