<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError('code'); section>
    <#if section = "header">
        ${msg(codeTitleKey)}
    <#elseif section = "form">
        <p id="cloakpool-sent" class="cloakpool-hint">${msg(codeSentKey, codeDestination)}</p>
        <form id="cloakpool-code-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <div class="${properties.kcFormGroupClass!}">
                <div class="${properties.kcFormGroupLabelClass!}"><label for="code" class="${properties.kcLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${msg("cloakpoolCodeLabel")}</span></label></div>
                <span class="${properties.kcInputClass!}">
                    <input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="16" autofocus required
                           class="cloakpool-code-input" aria-describedby="cloakpool-code-hint"
                           aria-invalid="<#if messagesPerField.existsError('code')>true<#else>false</#if>">
                </span>
                <#if messagesPerField.existsError('code')>
                    <span id="input-error-code" class="cloakpool-error ${properties.kcInputErrorMessageClass!}" aria-live="polite">${kcSanitize(messagesPerField.get('code'))?no_esc}</span>
                </#if>
                <span id="cloakpool-code-hint" class="cloakpool-hint">${msg("cloakpoolCodeHint", codeDigits?c)}</span>
            </div>
            <div class="${properties.kcFormGroupClass!}">
                <button id="kc-login" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("cloakpoolCodeSubmit")}</button>
            </div>
        </form>
        <form id="cloakpool-resend-form" class="cloakpool-more" action="${url.loginAction}" method="post">
            <button id="cloakpool-resend" name="resend" value="true" type="submit" data-after="${codeResendAfter?c}"
                    class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}">${msg("cloakpoolCodeResend")}</button>
            <p id="cloakpool-countdown" class="cloakpool-countdown" role="timer" data-text="${msg("cloakpoolCodeResendWait", "{0}")}" hidden></p>
            <#if codeChangeKey??>
                <button id="cloakpool-change" name="change" value="true" type="submit"
                        class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}">${msg(codeChangeKey)}</button>
            </#if>
        </form>
        <script type="module" src="${url.resourcesPath}/js/cloakpool-code.js"></script>
    </#if>
</@layout.registrationLayout>
