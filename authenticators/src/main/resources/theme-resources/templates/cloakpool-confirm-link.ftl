<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("cloakpoolLinkConfirmTitle")}
    <#elseif section = "form">
        <#if state = "CONFIRM">
            <noscript><p>${msg("cloakpoolLinkNoScript")}</p></noscript>
            <form id="cloakpool-confirm-form" action="${linkAction}" method="post" hidden>
                <p>${msg("cloakpoolLinkConfirmText")}</p>
                <input type="hidden" name="user">
                <input type="hidden" name="link">
                <button id="cloakpool-confirm" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("cloakpoolLinkConfirmButton")}</button>
            </form>
            <p id="cloakpool-invalid" role="alert" hidden>${msg("cloakpoolLinkInvalid")}</p>
            <script type="module" src="${url.resourcesPath}/js/cloakpool-confirm-link.js"></script>
        <#elseif state = "CONFIRMED">
            <p id="cloakpool-confirmed" role="status">${msg("cloakpoolLinkConfirmed")}</p>
        <#elseif state = "SIGN_UP_CONFIRMED">
            <p id="cloakpool-confirmed" role="status">${msg("cloakpoolLinkConfirmed")} ${msg("cloakpoolSignUpGoOn")}</p>
        <#elseif state = "OTHER_BROWSER">
            <p id="cloakpool-invalid" role="alert">${msg("cloakpoolSignUpOtherBrowser")}</p>
        <#else>
            <p id="cloakpool-invalid" role="alert">${msg("cloakpoolLinkInvalid")}</p>
        </#if>
    </#if>
</@layout.registrationLayout>
