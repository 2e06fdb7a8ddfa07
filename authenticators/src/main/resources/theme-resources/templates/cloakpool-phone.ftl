<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('phone'); section>
    <#if section = "header">
        ${msg("cloakpoolConfirmPhoneTitle")}
    <#elseif section = "form">
        <form id="cloakpool-phone-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <div class="${properties.kcFormGroupClass!}">
                <div class="${properties.kcFormGroupLabelClass!}"><label for="phone" class="${properties.kcLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${msg("cloakpoolPhoneLabel")}</span></label></div>
                <span class="${properties.kcInputClass!}">
                    <input id="phone" name="phone" type="tel" autocomplete="tel" maxlength="40" autofocus required
                           aria-describedby="cloakpool-phone-hint"
                           aria-invalid="<#if messagesPerField.existsError('phone')>true<#else>false</#if>">
                </span>
                <#if messagesPerField.existsError('phone')>
                    <span id="input-error-phone" class="cloakpool-error ${properties.kcInputErrorMessageClass!}" aria-live="polite">${kcSanitize(messagesPerField.get('phone'))?no_esc}</span>
                </#if>
                <span id="cloakpool-phone-hint" class="cloakpool-hint">${msg("cloakpoolPhoneHint")}</span>
            </div>
            <div class="${properties.kcFormGroupClass!}">
                <button id="kc-login" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("cloakpoolCodeSubmit")}</button>
            </div>
        </form>
    </#if>
</@layout.registrationLayout>
