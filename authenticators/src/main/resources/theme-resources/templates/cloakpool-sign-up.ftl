<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('address'); section>
    <#if section = "header">
        ${msg("registerTitle")}
    <#elseif section = "form">
        <form id="cloakpool-sign-up-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <div class="${properties.kcFormGroupClass!}">
                <div class="${properties.kcFormGroupLabelClass!}"><label for="address" class="${properties.kcLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${msg(addressKey)}</span></label></div>
                <span class="${properties.kcInputClass!}">
                    <input id="address" name="address" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="254" value="${addressTyped}" autofocus required
                           aria-describedby="cloakpool-address-hint"
                           aria-invalid="<#if messagesPerField.existsError('address')>true<#else>false</#if>">
                </span>
                <#if messagesPerField.existsError('address')>
                    <span id="input-error-address" class="cloakpool-error ${properties.kcInputErrorMessageClass!}" aria-live="polite">${kcSanitize(messagesPerField.get('address'))?no_esc}</span>
                </#if>
                <span id="cloakpool-address-hint" class="cloakpool-hint">${msg("cloakpoolSignUpHint")}</span>
            </div>
            <div class="${properties.kcFormGroupClass!}">
                <button id="kc-login" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("cloakpoolCodeSubmit")}</button>
            </div>
        </form>
        <p class="cloakpool-more"><a href="${url.loginUrl}">${kcSanitize(msg("backToLogin"))?no_esc}</a></p>
    </#if>
</@layout.registrationLayout>
