<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("cloakpoolUndoTitle")}
    <#elseif section = "form">
        <#if state = "ASK">
            <noscript><p>${msg("cloakpoolUndoNoScript")}</p></noscript>
            <form id="cloakpool-confirm-form" action="${linkAction}" method="post" hidden>
                <p>${msg("cloakpoolUndoText")}</p>
                <input type="hidden" name="user">
                <input type="hidden" name="link">
                <button id="cloakpool-confirm" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("cloakpoolUndoButton")}</button>
            </form>
            <p id="cloakpool-invalid" role="alert" hidden>${msg("cloakpoolUndoTooLate")}</p>
            <script type="module" src="${url.resourcesPath}/js/cloakpool-confirm-link.js"></script>
        <#elseif state = "UNDONE">
            <p id="cloakpool-undone" role="status">${msg("cloakpoolUndone")}</p>
        <#else>
            <p id="cloakpool-invalid" role="alert">${msg("cloakpoolUndoTooLate")}</p>
        </#if>
    </#if>
</@layout.registrationLayout>
