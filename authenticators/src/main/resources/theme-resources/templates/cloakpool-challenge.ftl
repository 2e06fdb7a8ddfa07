<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('answer'); section>
    <#if section = "header">
        ${msg("cloakpoolChallengeTitle")}
    <#elseif section = "form">
        <form id="cloakpool-challenge-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <div class="${properties.kcFormGroupClass!}">
                <div class="${properties.kcFormGroupLabelClass!}"><label for="answer" class="${properties.kcLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${msg(challengeText)}</span></label></div>
                <span class="${properties.kcInputClass!}">
                    <input id="answer" name="answer" type="text" maxlength="1024" autocomplete="off" autofocus required
                           aria-invalid="<#if messagesPerField.existsError('answer')>true<#else>false</#if>">
                </span>
                <#if messagesPerField.existsError('answer')>
                    <span id="input-error-answer" class="cloakpool-error ${properties.kcInputErrorMessageClass!}" aria-live="polite">${kcSanitize(messagesPerField.get('answer'))?no_esc}</span>
                </#if>
            </div>
            <div class="${properties.kcFormGroupClass!}">
                <button id="kc-login" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("cloakpoolCodeSubmit")}</button>
            </div>
        </form>
    </#if>
</@layout.registrationLayout>
