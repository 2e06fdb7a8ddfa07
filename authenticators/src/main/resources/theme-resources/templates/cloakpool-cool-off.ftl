<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("cloakpoolCoolOffTitle")}
    <#elseif section = "form">
        <p id="cloakpool-cool-off">${msg("cloakpoolCoolOffText", coolOffHours)}</p>
        <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <button id="kc-login" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("cloakpoolCodeSubmit")}</button>
        </form>
    </#if>
</@layout.registrationLayout>
