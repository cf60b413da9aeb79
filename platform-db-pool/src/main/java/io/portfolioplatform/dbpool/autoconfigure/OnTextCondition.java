package io.portfolioplatform.dbpool.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Looks for the text that {@link ConditionalOnText} names.
 */
final class OnTextCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String property = metadata.getAnnotations().get(ConditionalOnText.class).getString("value");
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnText.class, property);
		return StringUtils.hasText(context.getEnvironment().getProperty(property))
				? ConditionOutcome.match(message.because("it has a text"))
				: ConditionOutcome.noMatch(message.because("it is absent or empty"));
	}

}
